export interface Position { line: number; character: number }
export interface Range { start: Position; end: Position }
export interface Target { uri: string; position: Position; selection?: Range | null }
export interface ChatMessage { role: "user" | "assistant"; content: string }
export interface Chunk { text: string }
export interface SourceRef { path: string; startLine: number; endLine: number }
export type Rung = "connected" | "local" | "offline";
export interface Receipt { rung: Rung; model?: string | null; provider?: string | null; sources?: SourceRef[]; memories?: string[]; promptTokens?: number; completionTokens?: number; costUsd?: number; stagesMs?: Record<string, number>; redactions?: number; notes?: string[] }
export interface Answer { text: string; receipt: Receipt }
export interface Status { rung: Rung; detail: string; tier?: string | null; model?: string | null; queuedEvents?: number }
export const REQUEST_CANCELLED = -32800;
