/**
 * A second press on a slow line would send the same form twice. The server would answer both alike (each form
 * carries a key), but the reader would wait twice; so the second press does nothing for a few seconds.
 */
export function guardDoubleSend(root: Document): void {
  root.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.method !== 'post') return
    if (form.dataset.sending) {
      event.preventDefault()
      return
    }
    form.dataset.sending = 'yes'
    setTimeout(() => delete form.dataset.sending, 4000)
  })
  // A page that returns from the browser's back cache must be usable at once.
  window.addEventListener('pageshow', () => {
    for (const form of root.querySelectorAll<HTMLFormElement>('form[data-sending]')) delete form.dataset.sending
  })
}
