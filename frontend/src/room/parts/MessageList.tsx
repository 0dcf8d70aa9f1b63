import { Fragment } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Message } from '../../api/types'
import { itemsFor, pendingPosts } from '../overlay'
import { useChanges, useSession } from '../session'
import { HeldList } from './HeldList'
import { MessageCard } from './MessageCard'
import { PendingPost } from './PendingPost'

export function MessageList() {
  const { store, outbox, places, recent, words, me } = useSession()
  useChanges(store.changes, outbox.changes, places.changes, recent.changes)
  const items = outbox.items()
  const { thread } = places
  const shown = thread ? store.messages.filter(({ id, thread: top }) => id === thread || top === thread) : store.messages
  const pending = pendingPosts(items, store.messages, me.id, recent.answered)
  useArrival()
  useOwnPostInView(pending.length)

  return (
    <>
      {thread && <ThreadHead />}
      <HeldList label={thread ? words.thread : words.messages} isBusy={places.load === 'loading'}>
        <Earlier />
        {places.isMissing && <p class="form-error">{words.missing}</p>}
        {shown.map((message, index) => (
          <Fragment key={message.id}>
            <Dividers message={message} previous={shown[index - 1]} />
            <MessageCard message={message} items={itemsFor(items, message.id)} />
          </Fragment>
        ))}
        {pending.map((item) => (
          <PendingPost key={item.key} item={item} />
        ))}
        {shown.length + pending.length === 0 && <p class="room-empty">{words.roomEmpty}</p>}
      </HeldList>
    </>
  )
}

function ThreadHead() {
  const { places, words } = useSession()
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <div class="room-thread-head">
      <h2 ref={heading}>{words.thread}</h2>
      <button type="button" class="button-quiet" onClick={() => places.showThread(null, places.thread)}>
        {words.showAll}
      </button>
    </div>
  )
}

function Earlier() {
  const { store, places, words } = useSession()
  if (!store.hasEarlier) return null
  return (
    <>
      <button
        type="button"
        class="room-earlier button-quiet"
        aria-disabled={places.load === 'loading'}
        onClick={() => void places.loadEarlier()}
      >
        {places.load === 'loading' ? words.loadingEarlier : words.showEarlier}
      </button>
      {places.load === 'failed' && <p class="form-error">{words.loadFailed}</p>}
    </>
  )
}

/** Where a new day begins, and where the reader left off. The latter stays where it is during the visit. */
function Dividers({ message, previous }: { message: Message; previous: Message | undefined }) {
  const { formats, places, words } = useSession()
  const isNewDay = !previous || formats.dayKey(previous.posted_at) !== formats.dayKey(message.posted_at)
  return (
    <>
      {isNewDay && (
        <h2 class="day">
          <time dateTime={formats.dayKey(message.posted_at)}>{formats.day(message.posted_at)}</time>
        </h2>
      )}
      {message.seq === places.unreadFrom && (
        <div class="unread-line" role="separator" aria-label={words.newSinceLast}>
          <span>{words.newSinceLast}</span>
        </div>
      )}
    </>
  )
}

/** Brings the wanted message into view and the focus to it, once it is drawn. */
function useArrival(): void {
  const { places } = useSession()
  useEffect(() => {
    const card = places.target && document.getElementById(`m-${places.target}`)
    if (!card) return
    card.scrollIntoView({ block: 'center' })
    card.focus({ preventScroll: true })
    places.arrive()
  })
}

/** The one who has just sent something wants to see it; nothing else ever scrolls by itself. */
function useOwnPostInView(count: number): void {
  const before = useRef(count)
  useEffect(() => {
    if (count > before.current) {
      const own = document.querySelectorAll('.room-list .message.is-pending:not([id])')
      own[own.length - 1]?.scrollIntoView({ block: 'center' })
    }
    before.current = count
  }, [count])
}
