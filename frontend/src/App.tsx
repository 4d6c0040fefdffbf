import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ComponentProps, StrictMode } from 'react'

import { LocaleProvider } from '@/lib/LocaleProvider'
import { Corner } from '@/ui/Corner'
import { theme } from '@/ui/theme'

import { queryClient } from './queryClient'
import { router } from './router'

// public/color-scheme.js reads the same key before the first paint.
const colorSchemes = localStorageColorSchemeManager({ key: 'dom360.color-scheme' })

export function App({ locale }: { locale: ComponentProps<typeof LocaleProvider>['initial'] }) {
  return (
    <StrictMode>
      <LocaleProvider initial={locale}>
        <MantineProvider theme={theme} colorSchemeManager={colorSchemes} defaultColorScheme="auto">
          <Corner />
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </MantineProvider>
      </LocaleProvider>
    </StrictMode>
  )
}
