// Starts the servers that the contract suites need, each on a free port with a folder of its own, and ends them again.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const find = (name) =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(existsSync)

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** Resolves when the port takes connections; rejects when the process ends first or after 30 seconds. */
function listening(child, port, name) {
  const deadline = Date.now() + 30_000
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${name} ended at its start with code ${code}`)))
    const attempt = () => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => {
        socket.destroy()
        resolve()
      })
      socket.once('error', () => {
        socket.destroy()
        if (Date.now() > deadline) reject(new Error(`${name} did not listen on port ${port} within 30 s`))
        else setTimeout(attempt, 50)
      })
    }
    attempt()
  })
}

/**
 * @returns {Promise<{env: Record<string, string>, missing: string[], stop: () => Promise<void>}>} the addresses as environment
 * variables of the tests, and what could not be started
 */
export async function startTestServers() {
  const folder = mkdtempSync(join(tmpdir(), 'zhixun-servers-'))
  const env = {}
  const missing = []
  const children = []
  const start = async (name, variable, binary, scheme, argsFor) => {
    if (process.env[variable]) return
    if (!binary) {
      missing.push(name)
      return
    }
    const port = await freePort()
    const child = spawn(binary, argsFor(port), { cwd: folder, stdio: 'ignore' })
    children.push(child)
    await listening(child, port, name)
    env[variable] = `${scheme}://127.0.0.1:${port}/`
  }
  const redis = find('redis-server')
  await start('Redis', 'ZHIXUN_TEST_REDIS_URL', redis, 'redis', (port) =>
    ['--port', port, '--bind', '127.0.0.1', '--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--save', '', '--dir', folder].map(
      String,
    ),
  )
  const ferretdb = [join(root, '.cache/ferretdb'), find('ferretdb')].find((path) => path && existsSync(path))
  await start('a MongoDB-wire server', 'ZHIXUN_TEST_MONGODB_URL', ferretdb, 'mongodb', (port) => [
    '--handler=sqlite',
    `--sqlite-url=file:${folder}/`,
    `--listen-addr=127.0.0.1:${port}`,
    '--debug-addr=-',
    '--telemetry=disable',
    `--state-dir=${folder}`,
    '--log-level=error',
  ])
  return {
    env,
    missing,
    async stop() {
      await Promise.all(
        children.map(
          (child) =>
            new Promise((resolve) => {
              if (child.exitCode !== null) return resolve()
              child.once('exit', resolve)
              child.kill('SIGTERM')
            }),
        ),
      )
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
