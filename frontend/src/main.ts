import '@fontsource-variable/source-sans-3/wght.css'
import '@fontsource-variable/source-sans-3/wght-italic.css'
import '@fontsource-variable/source-serif-4/opsz.css'
import './styles/main.css'
import { politeMenus } from './behaviours/menus'
import { focusErrors } from './behaviours/errors'
import { guardDoubleSend } from './behaviours/sending'
import { passkeyWords } from './behaviours/passkeys'

politeMenus(document)
focusErrors(document)
guardDoubleSend(document)
passkeyWords(document)
