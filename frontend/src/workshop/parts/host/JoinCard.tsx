import { useState } from 'preact/hooks'
import { Icon } from '../../../room/parts/Icon'
import { useSession } from '../../session'

/** How people and the screen come in. */
export function JoinCard() {
  const { words, boot } = useSession()
  const { urls, code } = boot
  return (
    <section class="ws-desk-card" aria-labelledby="ws-join">
      <h2 class="ws-desk-title" id="ws-join">
        {words.lead.join}
      </h2>
      <p class="ws-code">
        <span class="sr-only">{words.code}: </span>
        {code}
      </p>
      <CopyLink label={words.lead.joinLink} url={urls.join} />
      {urls.screen && <CopyLink label={words.lead.screenLink} url={urls.screen} hint={words.lead.screenHint} />}
      <p>
        <a href={urls.room}>{words.lead.roomLink}</a>
      </p>
    </section>
  )
}

function CopyLink({ label, url, hint }: { label: string; url: string; hint?: string }) {
  const { words, speech } = useSession()
  const [isCopied, setCopied] = useState(false)
  const copy = () => {
    void navigator.clipboard?.writeText(url).then(() => {
      setCopied(true)
      speech.tell(words.lead.copied)
    })
  }
  return (
    <div class="ws-copy">
      <p class="ws-copy-label">{label}</p>
      <p class="ws-copy-link">
        <a class="anywhere" href={url}>
          {url.replace(/^https?:\/\//, '')}
        </a>
        <button type="button" class="button-quiet button-small" aria-label={`${words.lead.copy}: ${label}`} onClick={copy}>
          <Icon name="copy" />
          {isCopied ? words.lead.copied : words.lead.copy}
        </button>
      </p>
      {hint && <p class="ws-hint">{hint}</p>}
    </div>
  )
}
