/** The line breaks in a stretch of a text, one after the other; `""` if it stands on one line. */
export function lineBreaks(text: string, start: number, end: number): string {
  let breaks = "";
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || code === 0x0d || code === 0x2028 || code === 0x2029)
      breaks += text.charAt(at);
  }
  return breaks;
}
