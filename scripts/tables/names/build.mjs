#!/usr/bin/env node
// Builds pipeline/names/tables/ from the packages of this folder's lock file: node build.mjs [fold|parts|sounds|words|shapes|neighbours …]
import { buildFold } from './fold.mjs'
import { buildNeighbours } from './neighbours.mjs'
import { buildParts } from './parts.mjs'
import { drawShapes, fontSource } from './shapes.mjs'
import { buildSounds } from './sounds.mjs'
import { sourceOf, writeBinary } from './table-file.mjs'
import { buildWords } from './words.mjs'

const log = (message) => console.error(message)
const DIMENSIONS = 96

const steps = {
  fold: buildFold,
  parts: buildParts,
  sounds: () => buildSounds(log),
  words: buildWords,
  shapes: async () => {
    const { bitmap, hog } = await drawShapes(DIMENSIONS, log)
    writeBinary(
      'shapes.bin',
      `drawn shape of U+4E00–9FFF, Noto Sans CJK SC and Noto Serif CJK SC together: ${DIMENSIONS} principal components of the blurred bitmap and of the direction histograms`,
      [{ source: fontSource(), version: '', licence: 'OFL-1.1' }, sourceOf('sharp', 'Apache-2.0 (drawing)')],
      { bitmap, hog },
    )
  },
  neighbours: buildNeighbours,
}

const wanted = process.argv.slice(2)
for (const step of wanted.length > 0 ? wanted : Object.keys(steps)) {
  if (steps[step] === undefined) throw new Error(`no such table: ${step}; there are ${Object.keys(steps).join(', ')}`)
  await steps[step]()
}
