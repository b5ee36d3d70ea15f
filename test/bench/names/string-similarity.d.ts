// The package has no types of its own.
declare module 'string-similarity' {
  export function compareTwoStrings(first: string, second: string): number
  export function findBestMatch(main: string, targets: readonly string[]): { bestMatchIndex: number }
}
