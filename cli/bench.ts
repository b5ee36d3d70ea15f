import { readdir } from 'node:fs/promises'
import type { Command } from 'commander'
import { ConfigError } from '../domain/index.ts'
import { command, type CommonOptions } from './command.ts'
import { text } from './language.ts'
import { printJson } from './streams.ts'

/** Benchmarks lie beside the tests, one file each, which exports `bench`. */
const folder = new URL('../test/bench/', import.meta.url)

interface BenchModule {
  bench(): AsyncIterable<unknown>
}

export default function bench(): Command {
  return command('bench', '运行性能与质量基准，与同类软件在同一次运行中比较', 'run the benchmarks beside their peers, one JSON line each')
    .argument('[NAME...]', text('基准名称；不写则全部', 'which; all when none is named'))
    .action(async (names: string[], _options: CommonOptions) => {
      const known = (await readdir(folder))
        .filter((file) => /^[a-z-]+\.(?:js|ts)$/.test(file) && !file.endsWith('.d.ts'))
        .map((file) => file.replace(/\.\w+$/, ''))
      const runnable: { name: string; run: BenchModule }[] = []
      for (const name of known) {
        const loaded = (await import(new URL(`${name}.js`, folder).href)) as Partial<BenchModule>
        if (loaded.bench) runnable.push({ name, run: { bench: loaded.bench } })
      }
      for (const name of names)
        if (!runnable.some((entry) => entry.name === name))
          throw new ConfigError(
            text(`没有名为 ${name} 的基准，现有：`, `no benchmark ${name}; there are: `) + runnable.map((entry) => entry.name).join(', '),
          )
      for (const { name, run } of runnable)
        if (names.length === 0 || names.includes(name)) for await (const line of run.bench()) await printJson(line)
    })
}
