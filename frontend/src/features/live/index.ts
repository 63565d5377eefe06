export { type Mark, type Marks, useMarks } from "./marks";
export { markText, takenText } from "./words";
