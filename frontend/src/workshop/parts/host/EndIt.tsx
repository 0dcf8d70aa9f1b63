import { useState } from 'preact/hooks'
import { useWorkshop } from '../../session'
import { Do } from './Do'
import { Sure } from './Sure'

/** The end, which is asked for twice. */
export function EndIt({ isFirst = false }: { isFirst?: boolean }) {
  const { store, words, leading } = useWorkshop()
  const [isSure, setSure] = useState(false)
  if (!store.abilities.end) return null
  if (isSure) return <Sure text={words.lead.endSure} yes={words.lead.endYes} run={() => leading.course('end')} close={() => setSure(false)} />
  return <Do icon="check" label={words.lead.end} run={() => setSure(true)} isFirst={isFirst} />
}
