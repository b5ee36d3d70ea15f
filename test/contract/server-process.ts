import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A server of the test's own, which it may kill and start again on the same port and folder. */
export interface ServerProcess {
  url: string
  start(): Promise<void>
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

function binary(name: string): string | undefined {
  const cached = fileURLToPath(new URL(`../../.cache/${name}`, import.meta.url))
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return [cached, ...folders.map((folder) => join(folder, name))].find((path) => existsSync(path))
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
      socket.once('close', () => socket.destroy())
    })
    if (open) return
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function server(path: string, scheme: string, argsFor: (port: number) => string[]): Promise<ServerProcess> {
  const port = await freePort()
  let child: ChildProcess | undefined
  return {
    url: `${scheme}://127.0.0.1:${port}/`,
    async start() {
      child = spawn(path, argsFor(port), { stdio: 'ignore' })
      await listening(port, child)
    },
    async stop(signal) {
      const ending = child
      if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return
      const gone = new Promise((resolve) => ending.once('exit', resolve))
      ending.kill(signal)
      await gone
    },
  }
}

export const redisBinary = binary('redis-server')
export const ferretdbBinary = binary('ferretdb')

export function ownRedis(folder: string): Promise<ServerProcess> {
  return server(redisBinary ?? '', 'redis', (port) =>
    `--port ${port} --bind 127.0.0.1 --appendonly yes --appendfsync everysec --maxmemory-policy noeviction --dir ${folder}`.split(' '),
  )
}

export function ownFerretdb(folder: string): Promise<ServerProcess> {
  return server(ferretdbBinary ?? '', 'mongodb', (port) => [
    '--handler=sqlite',
    `--sqlite-url=file:${folder}/`,
    `--listen-addr=127.0.0.1:${port}`,
    '--debug-addr=-',
    '--telemetry=disable',
    `--state-dir=${folder}`,
    '--log-level=error',
  ])
}
