/**
 * The sign-in library reports a passkey that was cancelled or refused only in the console. Say it on the page:
 * the words stand ready in the template, next to the button.
 */
export function passkeyWords(root: Document): void {
  root.addEventListener('allauth.error', (event) => {
    const words = root.querySelector<HTMLElement>('[data-passkey-error]')
    if (!words) return
    event.preventDefault()
    words.hidden = false
  })
}
