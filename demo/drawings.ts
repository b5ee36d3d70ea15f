/** An outline of a kind of goods on a ground of 500 × 500, and the field on it where its name stands. */
export interface Outline {
  /** SVG elements; `INK` stands for the colour. */
  svg: string
  /** Middle of the name, and how wide it may be. */
  name: { x: number; y: number; width: number }
  /** Whether a light field lies under the name; without it the name is drawn light on the outline. */
  field: boolean
}

const bottle: Outline = {
  svg: '<path d="M215 90h70v60l45 65v165q0 12-12 12H182q-12 0-12-12V215l45-65z" fill="INK"/><rect x="222" y="72" width="56" height="24" rx="4" fill="INK" opacity=".7"/>',
  name: { x: 250, y: 290, width: 140 },
  field: true,
}
const bag: Outline = {
  svg: '<path d="M140 110q110-26 220 0l14 270q-124 30-248 0z" fill="INK"/><path d="M140 110q110 24 220 0l-6-28q-104 20-208 0z" fill="INK" opacity=".7"/>',
  name: { x: 250, y: 255, width: 190 },
  field: true,
}
const tin: Outline = {
  svg: '<rect x="155" y="120" width="190" height="270" rx="10" fill="INK"/><rect x="148" y="92" width="204" height="38" rx="8" fill="INK" opacity=".75"/>',
  name: { x: 250, y: 265, width: 160 },
  field: true,
}
const box: Outline = {
  svg: '<rect x="85" y="150" width="330" height="220" rx="6" fill="INK"/><path d="M85 150l40-40h330l-40 40z" fill="INK" opacity=".7"/><path d="M415 150l40-40v220l-40 40z" fill="INK" opacity=".5"/>',
  name: { x: 250, y: 262, width: 260 },
  field: true,
}
const crate: Outline = {
  svg: '<g fill="INK" opacity=".75"><circle cx="165" cy="180" r="52"/><circle cx="250" cy="160" r="56"/><circle cx="335" cy="180" r="52"/><circle cx="205" cy="215" r="48"/><circle cx="300" cy="215" r="48"/></g><path d="M90 235h320l-22 150H112z" fill="INK"/>',
  name: { x: 250, y: 312, width: 240 },
  field: true,
}
const platter: Outline = {
  svg: '<ellipse cx="250" cy="265" rx="190" ry="120" fill="INK" opacity=".45"/><ellipse cx="250" cy="255" rx="150" ry="88" fill="INK"/>',
  name: { x: 250, y: 257, width: 210 },
  field: false,
}
const garment: Outline = {
  svg: '<path d="M180 95l40-15q30 26 60 0l40 15 80 75-46 46-24-22v205H170V194l-24 22-46-46z" fill="INK"/>',
  name: { x: 250, y: 255, width: 130 },
  field: false,
}
const satchel: Outline = {
  svg: '<path d="M180 170q0-80 70-80t70 80" fill="none" stroke="INK" stroke-width="16"/><rect x="110" y="165" width="280" height="215" rx="26" fill="INK"/>',
  name: { x: 250, y: 275, width: 210 },
  field: true,
}
const device: Outline = {
  svg: '<rect x="150" y="85" width="200" height="310" rx="26" fill="INK"/><rect x="166" y="112" width="168" height="240" rx="8" fill="#fff" opacity=".85"/><circle cx="250" cy="373" r="12" fill="#fff" opacity=".7"/>',
  name: { x: 250, y: 235, width: 150 },
  field: true,
}
const pan: Outline = {
  svg: '<circle cx="215" cy="245" r="130" fill="INK"/><circle cx="215" cy="245" r="104" fill="#fff" opacity=".14"/><rect x="335" y="228" width="130" height="34" rx="16" fill="INK" opacity=".8"/>',
  name: { x: 215, y: 247, width: 180 },
  field: false,
}
const blocks: Outline = {
  svg: '<rect x="110" y="240" width="130" height="130" rx="8" fill="INK"/><rect x="255" y="240" width="130" height="130" rx="8" fill="INK" opacity=".65"/><path d="M180 225l70-120 70 120z" fill="INK" opacity=".85"/>',
  name: { x: 248, y: 305, width: 230 },
  field: true,
}
const spanner: Outline = {
  svg: '<path d="M120 120a62 62 0 1 1 92 66l170 170-44 44-170-170a62 62 0 0 1-80-78l42 42 38-10 10-38z" fill="INK"/>',
  name: { x: 330, y: 170, width: 190 },
  field: true,
}
const lamp: Outline = {
  svg: '<path d="M170 110h160l50 130H120z" fill="INK"/><rect x="240" y="240" width="20" height="120" fill="INK" opacity=".8"/><rect x="165" y="360" width="170" height="24" rx="10" fill="INK"/>',
  name: { x: 250, y: 190, width: 150 },
  field: false,
}
const book: Outline = {
  svg: '<rect x="140" y="90" width="220" height="300" rx="6" fill="INK"/><rect x="140" y="90" width="26" height="300" fill="#000" opacity=".25"/><rect x="160" y="380" width="196" height="10" fill="#fff" opacity=".7"/>',
  name: { x: 263, y: 215, width: 160 },
  field: true,
}

const OUTLINES: Record<string, readonly Outline[]> = {
  grain: [bag, box],
  tea: [tin, box],
  condiment: [bottle, tin],
  drinks: [bottle, box],
  fruit: [crate],
  aquatic: [platter, box],
  herbs: [bag, tin],
  snacks: [bag, box],
  clothing: [garment],
  shoes: [satchel, box],
  phone: [device, box],
  kitchen: [pan, box],
  baby: [blocks],
  care: [bottle, tin],
  tools: [spanner, box],
  farm: [bag, spanner],
  lamps: [lamp, device],
  books: [book],
}

/** Outlines that goods of a department are drawn with. */
export function outlines(department: string): readonly Outline[] {
  return OUTLINES[department] ?? [box]
}

/** The outline in a colour with a name on it. */
export function drawOutline(outline: Outline, ink: string, ground: string, name: string, font: string): string {
  const { x, y, width } = outline.name
  const size = Math.min(40, Math.floor(width / Math.max(2, name.length)))
  const field = outline.field
    ? `<rect x="${x - width / 2 - 8}" y="${y - size * 0.9}" width="${width + 16}" height="${size * 1.8}" rx="4" fill="${ground}"/>`
    : ''
  const text = `<text x="${x}" y="${y + size * 0.36}" font-size="${size}" fill="${outline.field ? ink : '#fff'}" text-anchor="middle" font-family="${font}" font-weight="bold">${name}</text>`
  return `${outline.svg.replaceAll('INK', ink)}${field}${text}`
}
