#!/usr/bin/env node
// Brings a fresh checkout to where `npm run demo` and `npm test` work. Plain Node: needs nothing installed.
//   node scripts/setup.mjs [--for demo|test]
// Each step looks first whether there is anything to do, so a second run takes about a second.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const purpose = process.argv.includes('--for') ? process.argv[process.argv.indexOf('--for') + 1] : 'demo'
const cache = join(root, '.cache')
mkdirSync(cache, { recursive: true })

const say = (line) => process.stderr.write(`${line}\n`)
const stop = (line) => {
  say(`setup: ${line}`)
  process.exit(1)
}
const onPath = (name) => (process.env.PATH ?? '').split(delimiter).some((folder) => folder && existsSync(join(folder, name)))
const isRoot = process.getuid?.() === 0

/** Runs a command quietly with a line of progress every ten seconds; its output goes to a log and is shown when it fails. */
function run(title, command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const started = Date.now()
    say(`setup: ${title} …`)
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
      env: { ...process.env, ...options.env },
    })
    let log = ''
    const keep = (chunk) => {
      log = (log + chunk).slice(-20_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const seconds = () => Math.round((Date.now() - started) / 1000)
    const ticking = setInterval(() => say(`setup: ${title} … ${seconds()} s`), 10_000)
    child.on('error', (error) => {
      clearInterval(ticking)
      reject(error)
    })
    child.on('exit', (code) => {
      clearInterval(ticking)
      if (code === 0) {
        say(`setup: ${title}: done in ${seconds()} s`)
        resolve()
      } else {
        say(log)
        reject(new Error(`${title} failed (${command} ${args.join(' ')}, exit code ${code})`))
      }
    })
  })
}

/** Whether what a step made is up to date with the files that it is made from. */
function isDone(step, inputs) {
  const hash = createHash('sha256')
  for (const file of inputs) hash.update(readFileSync(join(root, file)))
  const digest = hash.digest('hex')
  const stamp = join(cache, `${step}.stamp`)
  return { done: existsSync(stamp) && readFileSync(stamp, 'utf8') === digest, mark: () => writeFileSync(stamp, digest) }
}

function debianPackages() {
  const wanted = []
  const browser = process.env.CHROMIUM_PATH ?? ['chromium', 'chromium-browser', 'google-chrome'].find(onPath)
  if (!browser) wanted.push('chromium')
  const fonts = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' })
  if (fonts.error || fonts.stdout.trim() === '') wanted.push('fontconfig', 'fonts-noto-cjk')
  // Sellers' titles are full of emoji; without a font for them a screenshot would show boxes.
  if (fonts.error || !spawnSync('fc-list', { encoding: 'utf8' }).stdout.includes('Emoji')) wanted.push('fonts-noto-color-emoji')
  if (!existsSync(join(root, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node')))
    for (const [tool, name] of [
      ['python3', 'python3'],
      ['make', 'make'],
      ['g++', 'g++'],
    ])
      if (!onPath(tool)) wanted.push(name)
  if (purpose === 'test' && !onPath('redis-server')) wanted.push('redis-server')
  return wanted
}

async function installDebianPackages() {
  const wanted = debianPackages()
  if (wanted.length === 0) return
  const command = `apt-get install -y --no-install-recommends ${wanted.join(' ')}`
  if (!onPath('apt-get')) stop(`please install these first, by the means of your system: ${wanted.join(', ')}`)
  if (!isRoot) stop(`please run this first, then again what you ran: sudo apt-get update && sudo ${command}`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('list of Debian packages', 'apt-get', ['update', '-q'], { env })
  await run(`Debian packages ${wanted.join(', ')}`, 'apt-get', command.split(' ').slice(1), { env })
}

/** The headers that came with this Node: with them a package that is compiled here needs no download from nodejs.org. */
function headersOfNode() {
  const prefix = dirname(dirname(realpathSync(process.execPath)))
  return existsSync(join(prefix, 'include/node/node.h')) ? { npm_config_nodedir: process.env.npm_config_nodedir ?? prefix } : {}
}

async function installDependencies() {
  const step = isDone('npm', ['package-lock.json', 'package.json'])
  if (step.done && existsSync(join(root, 'node_modules/better-sqlite3'))) return
  // Debian's Chromium is the browser; no package may fetch one of its own.
  const env = { PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1', ...headersOfNode() }
  await run('npm packages', 'npm', ['ci', '--no-audit', '--no-fund'], { env })
  step.mark()
}

/** FerretDB speaks the MongoDB protocol; it is built from the Go module proxy once and kept in `.cache/`. */
async function buildFerretdb() {
  if (purpose !== 'test' || process.env.ZHIXUN_TEST_MONGODB_URL) return
  const step = isDone('ferretdb', ['scripts/ferretdb/go.mod', 'scripts/ferretdb/go.sum'])
  const binary = join(cache, 'ferretdb')
  if (step.done && existsSync(binary)) return
  if (!onPath('go')) {
    say('setup: no Go here, so no MongoDB-wire server can be built: the MongoDB contract suite will be skipped')
    return
  }
  const folder = join(root, 'scripts/ferretdb')
  await run('FerretDB, sources', 'go', ['mod', 'download'], { cwd: folder })
  // The module proxy's copy lacks a file that FerretDB's own build generates and without which the program ends at its start:
  // build from a copy that has it.
  const { stdout } = spawnSync('go', ['list', '-m', '-f', '{{.Dir}} {{.Version}}', 'github.com/FerretDB/FerretDB'], {
    cwd: folder,
    encoding: 'utf8',
  })
  const [source, version] = stdout.trim().split(' ')
  const copy = join(cache, 'ferretdb-source')
  rmSync(copy, { recursive: true, force: true })
  cpSync(source, copy, { recursive: true })
  spawnSync('chmod', ['-R', 'u+w', copy])
  writeFileSync(join(copy, 'build/version/version.txt'), version)
  const moduleFile = join(cache, 'ferretdb.mod')
  writeFileSync(moduleFile, `${readFileSync(join(folder, 'go.mod'), 'utf8')}\nreplace github.com/FerretDB/FerretDB => ${copy}\n`)
  cpSync(join(folder, 'go.sum'), join(cache, 'ferretdb.sum'))
  const build = ['build', `-modfile=${moduleFile}`, '-o', binary, 'github.com/FerretDB/FerretDB/cmd/ferretdb']
  await run('FerretDB, the MongoDB-wire server for the tests', 'go', build, { cwd: folder, env: { CGO_ENABLED: '0' } })
  step.mark()
}

function newest(folder) {
  let latest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs)
  }
  return latest
}

async function build() {
  await run('command', process.execPath, [join(root, 'bin/zhixun.mjs'), '--version'])
  const pages = join(root, 'dist/web/index.html')
  if (existsSync(pages) && statSync(pages).mtimeMs > newest(join(root, 'dashboard/web'))) return
  await run('pages of the dashboard', process.execPath, [
    join(root, 'node_modules/vite/bin/vite.js'),
    'build',
    'dashboard/web',
    '--logLevel',
    'warn',
  ])
}

if (Number(process.versions.node.split('.')[0]) < 20) stop(`Node 20 or newer is needed, this is ${process.versions.node}`)
try {
  // A compiler that is missing would fail the packages; the rest can run beside each other.
  const wanted = debianPackages()
  if (wanted.some((name) => ['python3', 'make', 'g++'].includes(name))) await installDebianPackages()
  await Promise.all([installDebianPackages(), installDependencies()])
  await buildFerretdb()
  await build()
} catch (error) {
  rmSync(join(cache, 'npm.stamp'), { force: true })
  stop(error.message)
}
