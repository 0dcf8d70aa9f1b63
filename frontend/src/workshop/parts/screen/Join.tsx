import { useSession } from '../../session'

const bare = (url: string) => url.replace(/^https?:\/\//, '').replace(/\/$/, '')

/** The address without its code: what one types first. */
function door(join: string): string {
  return bare(join.replace(/[^/]+\/?$/, ''))
}

/** How one comes in, as large as the wall allows. */
export function JoinLarge() {
  const { words, boot } = useSession()
  return (
    <section class="ws-join-large">
      <p class="ws-join-words">{words.joinAt}</p>
      <p class="ws-join-address">{door(boot.urls.join)}</p>
      <p class="ws-join-words">{words.withCode}</p>
      <p class="ws-join-code">{boot.code}</p>
    </section>
  )
}

/** The same, for who comes late. */
export function JoinSmall() {
  const { words, boot } = useSession()
  return (
    <p class="ws-join-small">
      <span>{door(boot.urls.join)}</span>
      <span>
        <span class="ws-join-label">{words.code}</span> <strong>{boot.code}</strong>
      </span>
    </p>
  )
}
