import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { itemsFor } from '../overlay'
import { useChanges, useSession } from '../session'
import { SaveState } from './SaveState'

/** The pinned summary: where one who comes new to the room begins. */
export function Summary() {
  const { store, outbox, words, formats } = useSession()
  useChanges(store.changes, outbox.changes)
  const [started, setStarted] = useState<string | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const { summary, abilities } = store.room
  const pending = itemsFor(outbox.items(), store.room.id)
  const mayEdit = abilities?.edit_summary ?? false
  const close = () => {
    setStarted(null)
    requestAnimationFrame(() => button.current?.focus())
  }
  if (store.goneReason || (!mayEdit && summary.text === '')) return null

  return (
    <section class="room-summary" aria-labelledby="room-summary-title">
      <h2 class="room-summary-title" id="room-summary-title">
        {words.summary}
      </h2>
      {summary.html && <div class="prose" dangerouslySetInnerHTML={{ __html: summary.html }} />}
      {summary.html && summary.updated_at && (
        <p class="hint">{words.summaryAt(formats.moment(summary.updated_at))}</p>
      )}
      {pending.map((item) => (
        <SaveState key={item.key} item={item} onEdit={() => (outbox.discard(item.key), setStarted(item.text ?? ''))} />
      ))}
      {started !== null && <SummaryForm start={started} close={close} />}
      {started === null && mayEdit && (
        <button type="button" class="button-quiet" ref={button} onClick={() => setStarted(summary.text)}>
          {summary.text ? words.summaryEdit : words.summaryWrite}
        </button>
      )}
    </section>
  )
}

function SummaryForm({ start, close }: { start: string; close: () => void }) {
  const { store, actions, words } = useSession()
  // What is saved was written on top of the summary that stood here then.
  const [room] = useState(store.room)
  const [text, setText] = useState(start)
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => field.current?.focus(), [])
  const save = (event: Event) => {
    event.preventDefault()
    actions.editSummary(room, text.trim())
    close()
  }
  return (
    <form class="room-summary-form" onSubmit={save} onKeyDown={(event) => event.key === 'Escape' && text === start && close()}>
      <label for="summary-text">{words.summaryLabel}</label>
      <textarea
        id="summary-text"
        ref={field}
        rows={4}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="row-actions">
        <button class="button" type="submit">
          {words.save}
        </button>
        <button class="button-quiet" type="button" onClick={close}>
          {words.cancel}
        </button>
      </div>
    </form>
  )
}
