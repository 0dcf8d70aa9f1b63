import { useDraft, useWorkshop } from '../../session'
import { LineField } from '../Form'

/** A few words on all screens. */
export function NoticeForm() {
  const { store, words, leading } = useWorkshop()
  const [text, setText] = useDraft('notice')
  if (!store.abilities.run) return null
  const show = (event: Event) => {
    event.preventDefault()
    if (text.trim() === '') return
    leading.notice(text.trim())
    setText('')
  }
  return (
    <section class="ws-desk-card">
      <form class="ws-form" onSubmit={show}>
        <LineField label={words.lead.notice} value={text} onInput={setText} />
        <div class="row-actions">
          <button type="submit" class="button-quiet">
            {words.lead.noticeShow}
          </button>
          {store.workshop.notice && (
            <button type="button" class="button-quiet" onClick={() => leading.notice('')}>
              {words.lead.noticeClear}
            </button>
          )}
        </div>
      </form>
    </section>
  )
}
