import type { SheetPlan } from '../crawlers/intake/spreadsheet.ts'
import { oneLine } from '../crawlers/intake/columns.ts'
import { text } from './language.ts'
import { clip, print, printJson, table } from './streams.ts'

const BY = {
  heading: text('列名', 'heading'),
  values: text('内容', 'values'),
  given: text('指定', 'given'),
} as const

/** Shows which column is taken for what, with examples; nothing is written. */
export async function printPreview(plans: readonly SheetPlan[], json: boolean): Promise<void> {
  for (const { sheet, columns, rows } of plans) {
    if (json) {
      await printJson({
        ...(sheet === undefined ? {} : { sheet }),
        rows: rows.length,
        columns: columns.map(({ heading, field, by, certainty, looksLike, examples }) => ({
          heading: oneLine(heading),
          field: field?.path ?? `attributes.${oneLine(heading)}`,
          by: by ?? null,
          certainty,
          looksLike,
          examples,
        })),
      })
      continue
    }
    if (sheet !== undefined) await print(text(`工作表 ${sheet}`, `sheet ${sheet}`))
    const shown = columns.map(({ heading, field, by, certainty, examples }) => [
      clip(oneLine(heading), 24),
      field ? `${field.zh}（${field.path}）` : text('其他信息（attributes）', 'attributes'),
      by ? `${BY[by]} ${Math.round(certainty * 100)}%` : '',
      clip(examples.join(' | ').replaceAll('\n', ' '), 60),
    ])
    await print(table([[text('列名', 'heading'), text('用作', 'taken for'), text('依据', 'by'), text('例', 'examples')], ...shown]))
    await print(
      text(
        `${rows.length} 行；未写入任何内容。改动用 --columns 标题=列名,价格=-`,
        `${rows.length} rows; nothing was written. Change with --columns 标题=HEADING,价格=-`,
      ),
    )
  }
}
