import { useEffect } from 'preact/hooks'
import { useChanges, useSession } from '../session'
import { Composer } from './Composer'
import { GoalLine } from './Goals'
import { LinkLine } from './LinkLine'
import { MessageList } from './MessageList'
import { NewBar } from './NewBar'
import { PresenceLine, TypingLine } from './People'
import { PendingPost } from './PendingPost'
import { Speech } from './Speech'
import { Summary } from './Summary'

export function Room() {
  const { store } = useSession()
  useChanges(store.changes)
  useFirstPlace()
  const isGone = store.goneReason !== null
  return (
    <>
      <GoalLine />
      <div class={isGone ? 'room is-ended' : 'room'}>
        <LinkLine />
        <PresenceLine />
        <Summary />
        {isGone ? <Gone /> : <MessageList />}
        <Foot />
        <Speech />
      </div>
    </>
  )
}

function Foot() {
  const { store, words } = useSession()
  const { abilities, state } = store.room
  if (store.goneReason !== null) return null
  if (state === 'archived') return <p class="room-closed">{words.closedArchived}</p>
  if (!abilities?.post) return <p class="room-closed">{words.closedReader}</p>
  return (
    <div class="room-foot">
      <TypingLine />
      <NewBar />
      <Composer />
    </div>
  )
}

/** The room is closed to this person, but what they had written is theirs. */
function Gone() {
  const { words, writing, outbox } = useSession()
  useChanges(outbox.changes)
  const unsent = outbox.items().filter(({ kind }) => kind === 'post')
  return (
    <>
      <p class="room-closed">{words.closedGone}</p>
      {(writing.text || unsent.length > 0) && <p>{words.keptText}</p>}
      {unsent.map((item) => (
        <PendingPost key={item.key} item={item} />
      ))}
      {writing.text && <p class="message-plain">{writing.text}</p>}
    </>
  )
}

/** A link leads to its message; otherwise the room opens where the reader left off, or at the end. */
function useFirstPlace(): void {
  const { places, store } = useSession()
  useEffect(() => {
    const wanted = new URLSearchParams(location.search).get('m')
    if (wanted) return void places.go(wanted, true)
    // The browser has already put a reloaded page where it was.
    if (window.scrollY > 0) return
    const line = document.querySelector('.unread-line')
    const last = store.messages.at(-1)
    if (line) line.scrollIntoView({ block: 'start' })
    else if (last) document.getElementById(`m-${last.id}`)?.scrollIntoView({ block: 'center' })
  }, [])
}
