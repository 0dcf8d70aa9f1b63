import { deedOf } from '../core/deeds'
import { useWorkshop } from '../session'

/** The room is closed to this person, but what they had written is theirs. */
export function Gone() {
  const { words, store, outbox } = useWorkshop()
  const kept = outbox.items().flatMap((item) => ('text' in deedOf(item) ? [item.text ?? ''] : []))
  const isOver = store.workshop.state === 'ended'
  return (
    <section class="ws-card ws-quiet" aria-labelledby="ws-gone">
      <h1 id="ws-gone">{isOver ? words.endedTitle : words.goneTitle}</h1>
      <p class="lead">{isOver ? words.endedText : words.goneText}</p>
      {kept.length > 0 && (
        <>
          <h2 class="ws-small-title">{words.keptTexts}</h2>
          <ul>
            {kept.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a class="button-quiet" href={store.workshop.url}>
          {words.toPage}
        </a>
      </p>
    </section>
  )
}
