import { resolve } from 'node:path'
import { Command } from 'commander'
import { systemClock, toInstant, ZhixunError } from '../domain/index.ts'
import { seal, verify } from '../evidence/manifest.ts'
import { command, type CommonOptions } from './command.ts'
import { text } from './language.ts'
import { print, printJson } from './streams.ts'

export default function evidence(): Command {
  const parent = new Command('evidence').description(text('证据包：封存与校验', 'evidence packages: seal and verify'))
  parent.helpCommand(false).helpOption('-h, --help', text('显示帮助', 'show this help'))
  parent.addCommand(
    command('seal', '封存一个文件夹：逐个文件计算 SHA-256 并写入清单', 'seal a folder: hash every file and write the manifest')
      .argument('<PATH>', text('证据包文件夹', 'folder of the package'))
      .action(async (path: string, options: CommonOptions) => {
        const manifest = await seal(resolve(path), { sealedBy: 'zhixun evidence seal' }, toInstant(systemClock.now()))
        if (options.json) await printJson(manifest)
        else
          await print(
            text(
              `已封存 ${manifest.files.length} 个文件，总哈希 ${manifest.root}`,
              `sealed ${manifest.files.length} files, root ${manifest.root}`,
            ),
          )
      }),
  )
  parent.addCommand(
    command('verify', '校验证据包；有任何改动、缺失或增加即失败', 'verify a package; any change, loss or addition fails it')
      .argument('<PATH>', text('证据包文件夹', 'folder of the package'))
      .action(async (path: string, options: CommonOptions) => {
        const result = await verify(resolve(path))
        if (options.json) await printJson(result)
        else for (const fault of result.faults) await print(fault)
        if (!result.intact) throw new ZhixunError(text(`证据包未通过校验：${path}`, `the package does not verify: ${path}`))
        if (!options.json)
          await print(text(`校验通过：${result.files} 个文件，总哈希 ${result.root}`, `intact: ${result.files} files, root ${result.root}`))
      }),
  )
  return parent
}
