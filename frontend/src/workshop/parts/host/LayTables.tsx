import { useState } from 'preact/hooks'
import { tablesIn } from '../../core/tables'
import type { Step } from '../../core/views'
import { useWorkshop } from '../../session'
import { NumberField } from '../Form'
import { Do } from './Do'
import { Sure } from './Sure'

const CALL_BACK_SECONDS = 120

/** Laying tables, calling people back from them, and collecting what they wrote. */
export function LayTables({ step }: { step: Step }) {
  const { store, words, leading } = useWorkshop()
  const [size, setSize] = useState(String(step.settings.size ?? 5))
  const [isSure, setSure] = useState(false)
  const tables = tablesIn(step.id, store.all('table'))
  const isCollected = tables.length > 0 && tables.every(({ collected }) => collected)
  const lay = () => leading.lay(step, Number(size) || 5)
  const ask = (event: Event) => {
    event.preventDefault()
    if (tables.length === 0) lay()
    else setSure(true)
  }
  // What the tables wrote is the room's now; nobody is seated or called back any more.
  if (isCollected) return null
  return (
    <>
      <form class="ws-inline-form" onSubmit={ask}>
        <NumberField label={words.lead.size} min={2} max={20} value={size} onInput={setSize} required />
        <button type="submit" class={tables.length === 0 ? 'button' : 'button-quiet'}>
          {tables.length === 0 ? words.lead.lay : words.lead.layAnew}
        </button>
      </form>
      <p class="ws-hint">{words.lead.layRule}</p>
      {isSure && <Sure text={words.lead.layAnewSure} yes={words.lead.layAnew} run={lay} close={() => setSure(false)} />}
      {tables.length > 0 && step.state === 'open' && <Do icon="notice" label={words.lead.callBack} run={() => leading.callBack(step.id, CALL_BACK_SECONDS)} />}
      {tables.length > 0 && <Do icon="lateIn" label={words.lead.collect} run={() => leading.step('collect', step.id)} />}
    </>
  )
}
