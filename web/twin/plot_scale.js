// Scales between values and pixels, with their ticks. Pure.

// The nearest of 1, 2, 5 x 10^k at or below, or at or above, a positive value.
export const roundDown = (value) => 1 / roundUp(1 / value);
export const roundUp = (value) => {
  const base = decadeFloor(value);
  return [1, 2, 5, 10].map((factor) => factor * base).find((round) => round >= value * 0.9999);
};

export const decadeFloor = (value) => 10 ** Math.floor(Math.log10(value) + 1e-9);
export const decadeCeil = (value) => 10 ** Math.ceil(Math.log10(value) - 1e-9);

export function logScale(from, to, pixelFrom, pixelTo) {
  const low = Math.log10(from);
  const span = Math.log10(to) - low;
  const toPixel = (value) => pixelFrom + (pixelTo - pixelFrom) * ((Math.log10(value) - low) / span);
  return {
    log: true,
    from,
    to,
    toPixel,
    toValue: (pixel) => 10 ** (low + span * ((pixel - pixelFrom) / (pixelTo - pixelFrom))),
    // Decades; 2 and 5 between them where there are few; every second or third where they would crowd.
    ticks(minimumGap) {
      const first = Math.ceil(low - 1e-9);
      const last = Math.floor(low + span + 1e-9);
      const perDecade = Math.abs(pixelTo - pixelFrom) / span;
      const every = Math.max(1, Math.ceil(minimumGap / perDecade));
      const factors = perDecade >= 3.4 * minimumGap ? [1, 2, 5] : [1];
      const values = [];
      for (let exponent = first - 1; exponent <= last; exponent += 1) {
        for (const factor of factors) {
          const value = factor * 10 ** exponent;
          if ((exponent - first) % every === 0 && value >= from * 0.999 && value <= to * 1.001)
            values.push(value);
        }
      }
      return values;
    },
  };
}

export function linearScale(from, to, pixelFrom, pixelTo) {
  return {
    log: false,
    from,
    to,
    toPixel: (value) => pixelFrom + (pixelTo - pixelFrom) * ((value - from) / (to - from)),
    toValue: (pixel) => from + (to - from) * ((pixel - pixelFrom) / (pixelTo - pixelFrom)),
    ticks(minimumGap) {
      const room = Math.max(1, Math.floor(Math.abs(pixelTo - pixelFrom) / minimumGap));
      const step = niceStep((to - from) / room);
      const values = [];
      for (let index = Math.ceil(from / step - 1e-9); index * step <= to + step * 1e-6; index += 1) {
        values.push(index * step + 0);
      }
      return values;
    },
  };
}

// The least of 1, 2, 2.5, 5 x 10^k that is not below `step`.
export function niceStep(step) {
  const base = 10 ** Math.floor(Math.log10(step));
  return [1, 2, 2.5, 5, 10].map((factor) => factor * base).find((nice) => nice >= step * 0.9999);
}

// Moves marks apart along one axis so that neighbours keep `gap`, staying within [from, to].
export function spread(positions, gap, from, to) {
  const order = positions.map((_, index) => index).sort((i, j) => positions[i] - positions[j] || i - j);
  const placed = [...positions];
  let edge = from;
  for (const index of order) {
    placed[index] = Math.max(placed[index], edge);
    edge = placed[index] + gap;
  }
  edge = to;
  for (const index of [...order].reverse()) {
    placed[index] = Math.min(placed[index], edge);
    edge = placed[index] - gap;
  }
  return placed;
}
