import { useState } from 'preact/hooks'
import { ownHand } from '../../core/talks'
import type { Step } from '../../core/views'
import { useSession } from '../../session'
import { SelectField } from '../Form'

/** A hand for somebody who raised it in the room and has no device. */
export function RaiseFor({ step }: { step: Step }) {
  const { store, words, leading } = useSession()
  const [who, setWho] = useState('')
  const free = store.people.filter(({ id }) => !ownHand(step.id, store.all('hand'), id))
  const raise = (event: Event) => {
    event.preventDefault()
    if (who) leading.raiseFor(step.id, who)
    setWho('')
  }
  return (
    <form class="ws-inline-form" onSubmit={raise}>
      <SelectField
        label={words.lead.raiseFor}
        value={who}
        options={free.map(({ id, name, organisation }) => ({ id, text: [name, organisation].filter(Boolean).join(', ') }))}
        onChange={setWho}
      />
      <button type="submit" class="button-quiet">
        {words.lead.raise}
      </button>
    </form>
  )
}
