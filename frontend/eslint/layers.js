/**
 * The house rule of this folder: routes → features → ui, lib. Features don't import each other.
 * Imports go through '@/', so one pattern per layer says it all; './' stays for neighbours.
 */
const PARENT = {
  group: ['../*', '..'],
  message: "Import through '@/': a path with '..' hides which layer it reaches.",
}

const forbid = (...groups) => ({
  'no-restricted-imports': ['error', { patterns: [PARENT, ...groups] }],
})

const noRoutes = {
  group: ['@/routes/*', '@/routeTree.gen'],
  message: 'Routes put features together; nothing below them knows a route file.',
}
const noFeatures = {
  group: ['@/features/*'],
  message: 'ui and lib serve every feature, so they know none.',
}
const noUi = { group: ['@/ui/*'], message: 'lib knows nothing about the screen.' }

const small = {
  group: ['react', 'react-dom', '@mantine/*', '@tanstack/*', 'use-intl'],
  message: 'The widget goes onto other sites: it brings no library along.',
}

/** @param {string[]} features names of the folders in src/features */
export function layerRules(features) {
  return [
    { files: ['src/**/*.{ts,tsx}'], rules: forbid() },
    { files: ['src/lib/**/*.{ts,tsx}'], rules: forbid(noRoutes, noFeatures, noUi) },
    { files: ['src/ui/**/*.{ts,tsx}'], rules: forbid(noRoutes, noFeatures) },
    { files: ['src/widget/**/*.ts'], rules: forbid(noRoutes, noFeatures, noUi, small) },
    ...features.map((feature) => ({
      files: [`src/features/${feature}/**/*.{ts,tsx}`],
      rules: forbid(noRoutes, otherFeatures(features, feature)),
    })),
  ]
}

function otherFeatures(features, feature) {
  return {
    group: features
      .filter((other) => other !== feature)
      .flatMap((other) => [`@/features/${other}`, `@/features/${other}/**`]),
    message: 'Features do not import each other: let the route join them, or move it to ui or lib.',
  }
}
