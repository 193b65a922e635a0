// The offers to choose from for view.`key`, grouped by platform; `auto` is the one in use while none is chosen.

export function offerGroups(model, key, auto) {
  const chosen = model.state.view[key];
  const platforms = new Map();
  for (const offer of new Set([...model.quotes.map((quote) => quote.offer), chosen].filter(Boolean))) {
    const platform = model.names.platformOf(offer);
    if (!platforms.has(platform)) platforms.set(platform, { label: platform, options: [] });
    platforms.get(platform).options.push({
      value: offer,
      label: `${model.names.offer(offer)}${model.manyModels ? `, ${model.names.modelOf(offer)}` : ''}`,
    });
  }
  return [
    { label: null, options: [{ value: '', label: auto && !chosen ? `Auto: ${model.names.offer(auto)}` : 'Auto' }] },
    ...[...platforms.values()].sort((one, other) => one.label.localeCompare(other.label)),
  ];
}
