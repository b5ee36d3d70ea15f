#!/usr/bin/env node
// Runs the tests with the servers that they need; further arguments go to vitest. `--require-servers` fails where one is missing.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startTestServers } from './test-servers.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const args = process.argv.slice(2)
const requireServers = args.includes('--require-servers')
const servers = await startTestServers()
for (const name of servers.missing) console.error(`test: ${name} is not to be had here; its contract suites are skipped`)

const folder = mkdtempSync(join(tmpdir(), 'zhixun-test-'))
const report = join(folder, 'report.json')
const child = spawn(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args.filter((arg) => arg !== '--require-servers'),
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ...servers.env, ZHIXUN_NO_BUILD: '1' } },
)
const interrupt = () => child.kill('SIGINT')
process.once('SIGINT', interrupt)
process.once('SIGTERM', interrupt)
let code = await new Promise((resolve) => child.once('exit', (status) => resolve(status ?? 1)))
await servers.stop()
try {
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
  // What runs only with an extra that is not part of the set-up (OCR) may be skipped; what needs the servers may not.
  const skipped = testResults
    .filter(({ name }) => /[\\/]test[\\/](?:contract|e2e)[\\/]/.test(name))
    .flatMap(({ assertionResults }) => assertionResults.filter(({ status }) => status !== 'passed' && status !== 'failed'))
  if (requireServers && (servers.missing.length > 0 || skipped.length > 0)) {
    console.error(
      `test: these may not be missing or skipped here: ${[...servers.missing, ...skipped.map(({ fullName }) => fullName)].join(', ')}`,
    )
    code ||= 1
  }
  console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`)
} catch {
  code ||= 1
}
rmSync(folder, { recursive: true, force: true })
process.exit(code)
