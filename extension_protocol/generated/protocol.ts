// Written by `make generate` from the models in devmentor_protocol. Do not edit.

/**
 * How much of DevMentor is within reach.
 */
export type Rung = "connected" | "local" | "offline";
/**
 * What a developer did with what DevMentor showed.
 */
export type EventKind = "explained" | "accepted" | "rejected" | "fixed" | "remembered";
export type JsonValue = unknown;
/**
 * How much a finding matters, as LSP ranks it.
 */
export type Severity = "error" | "warning" | "information" | "hint";
/**
 * How an editor may render a finding.
 */
export type Tag = "unnecessary" | "deprecated";
/**
 * How much a mentor gives away.
 */
export type Depth = "hint" | "why" | "partial" | "full";
/**
 * What sort of thing is remembered.
 */
export type Kind = "fact" | "decision" | "convention" | "preference" | "lesson" | "episode";
/**
 * Who a memory is for.
 */
export type Scope = "user" | "project" | "organization";

export interface DevMentorProtocol {
  [k: string]: unknown;
}
/**
 * The code a memory is about. `syntax_hash` ignores comments and formatting.
 */
export interface Anchor {
  path: string;
  symbol?: string | null;
  syntaxHash?: string | null;
  commit?: string | null;
}
/**
 * A whole answer, as its chunks make it.
 */
export interface Answer {
  text: string;
  receipt: Receipt;
}
/**
 * Shown with an answer, so that nobody has to take it on trust.
 */
export interface Receipt {
  rung: Rung;
  model?: string | null;
  provider?: string | null;
  sources?: SourceRef[];
  memories?: string[];
  promptTokens?: number;
  completionTokens?: number;
  costUsd?: number;
  stagesMs?: {
    [k: string]: number;
  };
  redactions?: number;
  notes?: string[];
}
/**
 * Lines of a file that went into an answer; both ends counted from one, inclusive.
 */
export interface SourceRef {
  path: string;
  startLine: number;
  endLine: number;
}
/**
 * Events, oldest first.
 */
export interface AppendParams {
  /**
   * @minItems 1
   * @maxItems 500
   */
  events: [Event, ...Event[]];
}
/**
 * One thing that happened. `id` makes appending it twice harmless.
 */
export interface Event {
  id: string;
  kind: EventKind;
  at: string;
  project?: string | null;
  data?: {
    [k: string]: JsonValue;
  };
}
/**
 * Each event is either accepted (now or before) or refused for good.
 */
export interface AppendResult {
  accepted: string[];
  refused?: Refused[];
}
/**
 * An event that will never be taken, and why.
 */
export interface Refused {
  id: string;
  reason: string;
}
/**
 * One turn of a conversation.
 */
export interface ChatMessage {
  role: "user" | "assistant";
  content: string;
}
/**
 * Go on with a conversation; the last message is the user's.
 */
export interface ChatParams {
  /**
   * @minItems 1
   * @maxItems 200
   */
  messages: [ChatMessage, ...ChatMessage[]];
  target?: Target | null;
  context?: Context;
  project?: string | null;
}
/**
 * The code a question is about.
 */
export interface Target {
  uri: string;
  position: Position;
  selection?: Range | null;
}
/**
 * A place between two characters, counted from zero.
 *
 * `character` counts what the hop agreed on: the LSP position encoding between editor and server,
 * Unicode code points everywhere else (in the rooms, and between server and cloud).
 */
export interface Position {
  line: number;
  character: number;
}
/**
 * The text from `start` up to, not including, `end`.
 */
export interface Range {
  start: Position;
  end: Position;
}
/**
 * What the server gathered about the code in question, within budget and deadline.
 */
export interface Context {
  excerpts?: Excerpt[];
  findings?: Finding[];
  redactions?: number;
  dropped?: string[];
}
/**
 * Some lines of a file, given to a model; `start_line` counts from one.
 */
export interface Excerpt {
  path: string;
  language: string;
  startLine: number;
  text: string;
  role: "target" | "definition" | "caller" | "history" | "document";
  symbol?: string | null;
}
/**
 * Something an analyzer noticed; `range` counts from zero, `line` and `column` from one.
 *
 * In the file of a notebook they count in a cell, `cell` is its number among all cells, from one.
 */
export interface Finding {
  path: string;
  range: Range;
  code: string;
  message: string;
  severity: Severity;
  source: string;
  docsUrl?: string | null;
  tags?: Tag[];
  related?: Related[];
  cell?: number | null;
  /**
   * First line, counted from one, as people and compilers say it.
   */
  line: number;
  /**
   * First column in code points, counted from one.
   */
  column: number;
}
/**
 * Another place that helps to understand a finding.
 */
export interface Related {
  path: string;
  range: Range;
  message: string;
}
/**
 * The next piece of an answer: Markdown text to append.
 */
export interface Chunk {
  text: string;
}
/**
 * Ask what the analyzers say of a workspace file now.
 */
export interface DiagnoseParams {
  path: string;
}
/**
 * Findings in the order of the text.
 */
export interface DiagnoseResult {
  findings: Finding[];
}
/**
 * Explain the code at a place. The server fills `context` before the cloud sees it.
 */
export interface ExplainParams {
  target: Target;
  depth?: Depth;
  context?: Context;
  project?: string | null;
}
/**
 * Who is calling. The access token travels in the handshake's `Authorization` header.
 */
export interface HelloParams {
  protocolVersion?: number;
  client: string;
  editor?: string | null;
  tools?: string[];
  resume?: Resume | null;
}
/**
 * Asks to go on with a session whose socket was lost.
 */
export interface Resume {
  token: string;
  received: number;
}
/**
 * What the cloud offers in this session.
 */
export interface HelloResult {
  protocolVersion: number;
  server: string;
  user: string;
  methods: string[];
  limits: Limits;
  resumeToken: string;
  resumed?: boolean;
  received?: number;
  model?: string | null;
}
/**
 * Bounds both ends keep. Sizes are bytes of UTF-8, times are seconds.
 */
export interface Limits {
  maxFrameBytes?: number;
  maxUnacknowledgedBytes?: number;
  acknowledgeEvery?: number;
  heartbeatSeconds?: number;
  resumeSeconds?: number;
  maxConcurrentCalls?: number;
}
/**
 * Something remembered.
 */
export interface Memory {
  id: string;
  text: string;
  kind: Kind;
  scope: Scope;
  project?: string | null;
  anchor?: Anchor | null;
  createdAt: string;
  author: string;
}
/**
 * The empty value: a result, or a stream item, of a method that has none.
 */
export interface Nothing {}
/**
 * Read lines of a workspace file as the editor sees it, unsaved changes included.
 */
export interface ReadParams {
  path: string;
  startLine?: number;
  endLine?: number | null;
}
/**
 * The lines, secrets redacted; the text may end early at the frame limit (`end_line` tells).
 */
export interface ReadResult {
  text: string;
  startLine: number;
  endLine: number;
  totalLines: number;
  unsaved: boolean;
  redactions?: number;
}
/**
 * Find memories that bear on a query.
 */
export interface RecallParams {
  query: string;
  project?: string | null;
  kinds?: Kind[];
  near?: Anchor | null;
  limit?: number;
}
/**
 * Memories, best first.
 */
export interface RecallResult {
  memories: Recalled[];
}
/**
 * A memory and why it was found: higher scores first, `why` in words.
 */
export interface Recalled {
  memory: Memory;
  score: number;
  why: string;
}
/**
 * Remember a text. The same text in the same place is kept once.
 */
export interface RememberParams {
  text: string;
  kind?: Kind;
  scope?: Scope;
  project?: string | null;
  anchor?: Anchor | null;
}
/**
 * The memory as kept; `merged` when it was known already.
 */
export interface RememberResult {
  memory: Memory;
  merged: boolean;
}
/**
 * Sent to the editor whenever it changes.
 */
export interface Status {
  rung: Rung;
  detail: string;
  tier?: string | null;
  model?: string | null;
  queuedEvents?: number;
}

export const PROTOCOL_VERSION = 1;

export const ErrorCode = {
  PARSE_ERROR: -32700,
  INVALID_REQUEST: -32600,
  METHOD_NOT_FOUND: -32601,
  INVALID_PARAMS: -32602,
  INTERNAL_ERROR: -32603,
  REQUEST_CANCELLED: -32800,
  UNAUTHORIZED: -32050,
  FORBIDDEN: -32051,
  TOO_OLD: -32052,
  OVER_QUOTA: -32053,
  FRAME_TOO_LARGE: -32054,
  CONNECTION_LOST: -32055,
  TIMED_OUT: -32056,
  BUSY: -32057,
  PROVIDER_FAILED: -32058,
  NOT_FOUND: -32059,
  DENIED: -32060,
  OFFLINE: -32061,
} as const;

/** Methods between server and cloud. */
export interface BridgeMethods {
  "session/hello": { params: HelloParams; result: HelloResult; item: Nothing };
  "mentor/explain": { params: ExplainParams; result: Answer; item: Chunk };
  "mentor/chat": { params: ChatParams; result: Answer; item: Chunk };
  "memory/remember": { params: RememberParams; result: RememberResult; item: Nothing };
  "memory/recall": { params: RecallParams; result: RecallResult; item: Nothing };
  "events/append": { params: AppendParams; result: AppendResult; item: Nothing };
  "tool/read": { params: ReadParams; result: ReadResult; item: Nothing };
  "tool/diagnose": { params: DiagnoseParams; result: DiagnoseResult; item: Nothing };
}

/** The same methods between editor and server. */
export interface EditorMethods {
  "devmentor/explain": { params: ExplainParams; result: Answer; item: Chunk };
  "devmentor/chat": { params: ChatParams; result: Answer; item: Chunk };
  "devmentor/remember": { params: RememberParams; result: RememberResult; item: Nothing };
  "devmentor/recall": { params: RecallParams; result: RecallResult; item: Nothing };
  "devmentor/status": { params: Status; result: Nothing; item: Nothing };
}
