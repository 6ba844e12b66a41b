/**
 * The beginning of a text, with an ellipsis where something is cut off. It is a copy: engines let a part of a text hold
 * all of it in memory.
 */
export function cutText(text: string, most: number): string {
  return text.length > most ? copy(`${text.slice(0, most)}…`) : text
}

// By way of JSON, which writes lone surrogates as escapes and reads them back.
function copy(text: string): string {
  return String(JSON.parse(JSON.stringify(text)))
}
