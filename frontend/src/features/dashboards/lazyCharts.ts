import { lazy } from 'react'

/** Charts come after the figures: their library is larger than all the rest of a page. */
export const SeriesChart = lazy(() => import('./SeriesChart'))
export const StepsChart = lazy(() => import('./StepsChart'))
