const SEAMS = /[\s\u00ad-]+/;

/** For words that hold a name: the letters of the longest, by which a narrow page sizes them to stay whole. */
export function whole(text: string): Record<string, number> {
  return { "--letters": Math.max(...text.split(SEAMS).map(({ length }) => length)) };
}
