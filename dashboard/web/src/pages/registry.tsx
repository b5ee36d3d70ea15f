import { useEffect, useState } from 'preact/hooks'
import { TABLE_NAMES } from '../../../../domain/registry.ts'
import type { Me, RegistryAnswer } from '../../../server/api.ts'
import { get, putFile, query, RequestError } from '../client.ts'
import { fieldOf } from '../form-fields.ts'
import { useText } from '../text/messages.ts'

/** The registry tables that decisions rest on now. */
export function RegistryPage({ me }: { me: Me }) {
  const text = useText()
  const [answer, setAnswer] = useState<RegistryAnswer>()
  const [failed, setFailed] = useState(false)
  useEffect(() => void get<RegistryAnswer>('registry').then(setAnswer, () => setFailed(true)), [])
  if (!answer) return <p class="loading">{failed ? text.common.failed : text.common.loading}</p>
  return (
    <section class="page">
      <h2>{text.nav.registry}</h2>
      <table class="plain-table">
        <thead>
          <tr>
            <th>{text.registry.table}</th>
            <th>{text.registry.state}</th>
            <th>{text.registry.asOf}</th>
            <th class="num">{text.registry.rows}</th>
            <th>{text.registry.coverage}</th>
            <th>{text.registry.source}</th>
          </tr>
        </thead>
        <tbody>
          {answer.tables.map((table) => (
            <tr key={table.name}>
              <td>
                {text.registry.names[table.name]} <code>{table.name}</code>
              </td>
              <td>
                <span class={`state ${table.stale ? 'failed' : 'done'}`} title={table.stale ? text.registry.staleHint : undefined}>
                  {table.stale ? text.registry.stale : text.registry.fresh}
                </span>
              </td>
              <td>{table.asOf}</td>
              <td class="num">{table.rows.toLocaleString('en-US')}</td>
              <td>{table.complete ? text.registry.complete : text.registry.partial}</td>
              <td class="long">{table.source === 'shipped' ? text.registry.shipped : table.source}</td>
            </tr>
          ))}
          {answer.missing.map((name) => (
            <tr key={name} class="is-missing">
              <td>
                {text.registry.names[name]} <code>{name}</code>
              </td>
              <td>
                <span class="state interrupted">{text.registry.missing}</span>
              </td>
              <td colSpan={4}>{text.registry.missingHint}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {answer.tables.some((table) => table.stale) && <p class="hint">{text.registry.staleHint}</p>}
      {me.features.replaceTable ? <Replace onReplaced={setAnswer} /> : <p class="hint">{text.registry.howTo}</p>}
    </section>
  )
}

/** Puts a newer snapshot in the place of a table; says file, line and field of what cannot be read. */
function Replace({ onReplaced }: { onReplaced: (answer: RegistryAnswer) => void }) {
  const text = useText()
  const [message, setMessage] = useState('')
  const [done, setDone] = useState(false)
  const [busy, setBusy] = useState(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const element = event.currentTarget as HTMLFormElement
    const form = new FormData(element)
    const file = form.get('file')
    if (!(file instanceof File)) return
    setBusy(true)
    setDone(false)
    try {
      const options = query({ file: file.name, partial: form.has('partial') ? 1 : undefined })
      onReplaced(await putFile<RegistryAnswer>(`registry/${fieldOf(form, 'table')}?${options}`, file))
      setMessage('')
      setDone(true)
      element.reset()
    } catch (caught) {
      setMessage(caught instanceof RequestError && caught.status === 400 ? caught.message : text.common.failed)
    }
    setBusy(false)
  }
  return (
    <form class="card inline-form" onSubmit={(event) => void submit(event)}>
      <label>
        {text.registry.replace}
        <select name="table">
          {TABLE_NAMES.map((name) => (
            <option key={name} value={name}>
              {text.registry.names[name]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text.registry.file}
        <input name="file" type="file" accept=".csv,text/csv" required />
      </label>
      <label class="check">
        <input name="partial" type="checkbox" /> {text.registry.partialHint}
      </label>
      <button type="submit" class="button primary" disabled={busy}>
        {text.registry.replace}
      </button>
      <p class={done ? 'success' : 'error'} role="alert">
        {done ? text.registry.replaced : message}
      </p>
    </form>
  )
}
