import '@mantine/core/styles.layer.css'
import '@fontsource-variable/figtree/wght.css'
import '@/ui/base.css'

import { createRoot } from 'react-dom/client'

import { keepEarlyKey } from '@/lib/earlyKey'
import { loadMessages, readLocale } from '@/lib/locale'

import { App } from './App'

keepEarlyKey()

const locale = readLocale()
const messages = await loadMessages(locale)

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root.')
createRoot(root).render(<App locale={{ locale, messages }} />)
