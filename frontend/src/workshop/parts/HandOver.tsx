import { useState } from 'preact/hooks'
import type { ChoiceKind } from '../core/choices'
import type { Outcome, OutcomeType } from '../core/views'
import { useSession } from '../session'
import { useChoices } from './choices'
import { LineField, SelectField, SmallForm } from './Form'

type Field = ChoiceKind | 'starts_on' | 'ends_on' | 'due'

/** What each kind of conclusion needs where it is going. */
const NEEDS: Record<OutcomeType, Field[]> = {
  conclusion: [],
  goal: ['starts_on', 'ends_on'],
  activity: ['goal', 'organisation', 'due'],
  question: ['room', 'organisation', 'due'],
  input: ['consultation'],
}

export function canBeHandedOver({ type }: Outcome): boolean {
  return NEEDS[type].length > 0
}

/** Lets a conclusion live on outside the workshop: as a goal, an activity, a question or an input. */
export function HandOver({ outcome, close }: { outcome: Outcome; close: () => void }) {
  const { words, leading } = useSession()
  const [given, setGiven] = useState<Record<string, string>>(() => knownOf(outcome))
  const set = (field: Field) => (value: string) => setGiven({ ...given, [field]: value })
  const send = () => {
    leading.handOver(outcome.id, given)
    close()
  }
  return (
    <SmallForm submit={words.lead.handOver} onSubmit={send} close={close}>
      <p>{words.lead.handOverWhat[outcome.type]}</p>
      {NEEDS[outcome.type].map((field) => (
        <NeededField key={field} field={field} value={given[field] ?? ''} onChange={set(field)} />
      ))}
    </SmallForm>
  )
}

function knownOf({ type, organisation, due }: Outcome): Record<string, string> {
  const needed = NEEDS[type]
  return {
    ...(organisation && needed.includes('organisation') && { organisation: organisation.id }),
    ...(due && needed.includes('due') && { due }),
  }
}

interface FieldProps {
  field: Field
  value: string
  onChange: (value: string) => void
}

function NeededField({ field, value, onChange }: FieldProps) {
  const { words } = useSession()
  switch (field) {
    case 'starts_on':
      return <LineField label={words.lead.startsOn} type="date" value={value} onInput={onChange} required />
    case 'ends_on':
      return <LineField label={words.lead.endsOn} type="date" value={value} onInput={onChange} required />
    case 'due':
      return <LineField label={words.lead.dueOn} type="date" value={value} onInput={onChange} required />
    default:
      return <ChoiceField kind={field} value={value} onChange={onChange} />
  }
}

function ChoiceField({ kind, value, onChange }: { kind: ChoiceKind; value: string; onChange: (value: string) => void }) {
  const { words } = useSession()
  const { found, hasFailed } = useChoices(kind)
  if (hasFailed) return <p class="save-state is-refused">{words.lead.choicesFailed}</p>
  return <SelectField label={words.lead.handOverTo[kind]} value={value} options={found} onChange={onChange} />
}
