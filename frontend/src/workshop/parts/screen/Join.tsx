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
    <section class={boot.qr ? 'ws-join-large has-qr' : 'ws-join-large'}>
      {/* The drawing comes from our own server and holds the link alone. */}
      {boot.qr && <div class="ws-qr" aria-hidden="true" dangerouslySetInnerHTML={{ __html: boot.qr }} />}
      <div class="ws-join-text">
        <p class="ws-join-words">{boot.qr ? words.scanOrGo : words.joinAt}</p>
        <p class="ws-join-address">{door(boot.urls.join)}</p>
        <p class="ws-join-words">{words.withCode}</p>
        <p class="ws-join-code">{boot.code}</p>
      </div>
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
