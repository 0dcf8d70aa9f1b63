import { useRef, useState } from 'preact/hooks'
import { ownVoice } from '../../core/own'
import type { Asked, Step } from '../../core/views'
import { useWorkshop } from '../../session'
import { shortened, ChoiceMenu, type Choice } from '../board/NoteMenu'
import { SelectField, SmallForm } from '../Form'
import { LiftForm } from '../LiftForm'
import { usePowers } from '../powers'
import { Signed } from '../Signed'

interface Props {
  asked: Asked
  step: Step
  /** Those it can be merged with. */
  others: Asked[]
}

export function AskedCard({ asked, step, others }: Props) {
  const { store, words, outbox, contributing } = useWorkshop()
  const { isOpen, leads } = usePowers(step)
  const [form, setForm] = useState<'merge' | 'lift' | null>(null)
  const menu = useRef<HTMLButtonElement>(null)
  const isOwn = store.mine.asked?.includes(asked.id) ?? false
  const supports = ownVoice(store, outbox.items(), asked.id)
  const close = () => {
    setForm(null)
    menu.current?.focus()
  }
  return (
    <li class="ws-asked-item">
      <p class="ws-asked-text">{asked.text}</p>
      <p class="ws-note-meta">
        {isOwn && <span class="badge badge-good">{words.own}</span>}
        <Signed by={asked.by} />
        <span>{words.voices(asked.voices)}</span>
      </p>
      <div class="row-actions">
        {isOpen && !isOwn && asked.state === 'open' && (
          <button type="button" class="button-quiet" aria-pressed={supports} aria-label={words.supportFor(asked.text, asked.voices)} onClick={() => contributing.voice(asked, !supports)}>
            {words.support}
          </button>
        )}
        {leads && <LeadAsked asked={asked} others={others} open={setForm} buttonRef={menu} />}
      </div>
      {form === 'merge' && <MergeForm asked={asked} others={others} close={close} />}
      {form === 'lift' && <LiftForm text={asked.text} sources={[{ kind: 'question', thing: asked.id }]} close={close} />}
    </li>
  )
}

interface LeadProps {
  asked: Asked
  others: Asked[]
  open: (form: 'merge' | 'lift') => void
  buttonRef: { current: HTMLButtonElement | null }
}

function LeadAsked({ asked, others, open, buttonRef }: LeadProps) {
  const { words, leading } = useWorkshop()
  const isOpen = asked.state === 'open'
  const choices: (Choice | false)[] = [
    isOpen && others.length > 1 && { icon: 'group', label: words.mergeWith, run: () => open('merge') },
    { icon: 'lift', label: words.lead.lift, run: () => open('lift') },
    { icon: 'remove', label: words.remove, run: () => leading.question(asked.id, 'remove') },
  ]
  return (
    <>
      <button type="button" class="button-quiet" onClick={() => leading.question(asked.id, isOpen ? 'answered' : 'reopen')}>
        {isOpen ? words.lead.markAnswered : words.lead.reopen}
      </button>
      <ChoiceMenu label={words.menuFor(shortened(asked.text))} choices={choices.filter((one) => one !== false)} buttonRef={buttonRef} />
    </>
  )
}

function MergeForm({ asked, others, close }: { asked: Asked; others: Asked[]; close: () => void }) {
  const { words, leading } = useWorkshop()
  const [into, setInto] = useState('')
  const options = others.filter(({ id }) => id !== asked.id).map(({ id, text }) => ({ id, text: shortened(text) }))
  const merge = () => {
    if (into) leading.merge(asked.id, into)
    close()
  }
  return (
    <SmallForm submit={words.lead.merge} onSubmit={merge} close={close}>
      <SelectField label={words.mergeWith} value={into} options={options} onChange={setInto} />
    </SmallForm>
  )
}
