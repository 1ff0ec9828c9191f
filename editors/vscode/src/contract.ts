/** The contract, as far as this extension uses it; generated from the models of `extension_protocol`. */

export { ErrorCode } from "../../../extension_protocol/generated/protocol.ts";
export type {
  Answer,
  ChatMessage,
  ChatParams,
  Chunk,
  EditorMethods,
  Receipt,
  SourceRef,
  Status,
  Target,
} from "../../../extension_protocol/generated/protocol.ts";
