export const densities = ['comfortable', 'compact'] as const
export type Density = (typeof densities)[number]

/** Every row, table and list follows `--ok-row-*`, which this attribute switches. */
export function applyDensity(density: Density): void {
  document.documentElement.dataset['density'] = density
}
