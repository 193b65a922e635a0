#include "flips.h"

#include "verdict.h"
#include "words.h"

#include "../../wasm/engine/numbers/numeric.h"
#include "../../wasm/engine/numbers/order.h"

#include <algorithm>
#include <cmath>

namespace picker::app {
namespace {

constexpr std::size_t lines_most = 6;
constexpr std::size_t winners_shown = 2;
constexpr int crossings_framed = 3;
constexpr int samples_for_range = 96;
constexpr double decades_least = 4;

double log10_of(double value) { return numeric::log(value) / numeric::log(10); }
double decade(double exponent) { return numeric::pow(10, exponent); }
double decade_below(double value) { return decade(std::floor(log10_of(value) + 1e-9)); }
double decade_above(double value) { return decade(std::ceil(log10_of(value) - 1e-9)); }

// The least of 1, 2, 5 x 10^k that is not below a positive value.
double round_up(double value) {
  const double base = decade_below(value);
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * base >= value * 0.9999) return factor * base;
  return 10 * base;
}

double round_down(double value) { return 1 / round_up(1 / value); }

// Whole steps up to a linear maximum.
double nice_ceiling(double value) {
  const double step = value / 5;
  const double base = decade_below(step);
  for (const double factor : {1.0, 2.0, 2.5, 5.0, 10.0})
    if (factor * base >= step * 0.9999) return std::ceil(value / (factor * base) - 1e-9) * factor * base;
  return value;
}

class Chooser {
 public:
  explicit Chooser(const Shown& shown) : shown_(shown) {}

  void add(const PricedOffer* priced) {
    if (!priced || chosen_.size() >= lines_most) return;
    if (std::find(chosen_.begin(), chosen_.end(), priced) == chosen_.end()) chosen_.push_back(priced);
  }

  // The offers that win the longest stretches.
  void add_winners() {
    const Curve& curve = shown_.curve->curve;
    struct Reach {
      std::size_t offer;
      int points;
    };
    std::vector<Reach> reach;
    for (std::size_t i = 0; i < curve.offers.size(); ++i)
      reach.push_back(
          {i, static_cast<int>(std::count(curve.winner.begin(), curve.winner.end(), static_cast<int>(i)))});
    sort_by(reach, [](const Reach& one, const Reach& other) { return one.points > other.points; });
    for (std::size_t i = 0; i < std::min(reach.size(), winners_shown); ++i)
      if (reach[i].points > 0) add(find_priced(shown_.comparison, curve.offers[reach[i].offer]));
  }

  void add_best_of_other_platforms() {
    for (const AdmittedOffer& offer : shown_.comparison.admitted) {
      const Platform* platform = offer.priced.offer.platform;
      if (std::none_of(chosen_.begin(), chosen_.end(),
                       [&](const PricedOffer* each) { return each->offer.platform == platform; }))
        add(&offer.priced);
    }
  }

  const std::vector<const PricedOffer*>& chosen() const { return chosen_; }

 private:
  const Shown& shown_;
  std::vector<const PricedOffer*> chosen_;
};

std::vector<FlipsLine> choose_lines(const Shown& shown) {
  Chooser chooser(shown);
  const PairBreakEven* pair = shown.break_even ? &*shown.break_even : nullptr;
  const PricedOffer* pick = shown.decision.primary ? &shown.decision.primary->priced : nullptr;
  if (pair) chooser.add(pair->a), chooser.add(pair->b);
  if (shown.curve->utilization) {
    chooser.add(find_priced(shown.comparison, shown.curve->of));
  } else {
    chooser.add(pick);
    chooser.add_winners();
    chooser.add_best_of_other_platforms();
  }
  std::vector<const Offer*> offers;
  for (const PricedOffer* priced : chooser.chosen()) offers.push_back(&priced->offer);
  const std::vector<std::string> names = shortest_names(offers);
  std::vector<FlipsLine> lines;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const PricedOffer* priced = chooser.chosen()[i];
    lines.push_back({priced, names[i], priced == pick || (pair && (priced == pair->a || priced == pair->b))});
  }
  return lines;
}

// Along utilization the question is which of the two is cheaper.
std::vector<WinnerRun> pair_runs(const Shown& shown, const Flips& plot) {
  std::vector<WinnerRun> runs;
  const Curve& curve = shown.curve->curve;
  const double reachable =
      shown.break_even ? shown.break_even->found.reachable_utilization.value_or(HUGE_VAL) : HUGE_VAL;
  for (const double x : curve.x) {
    const Offer* winner = nullptr;
    double least = 0;
    for (const FlipsLine& line : plot.lines) {
      const std::optional<double> cost = flips_cost(shown, plot, *line.priced, x);
      if (!cost || (winner && *cost >= least)) continue;
      winner = &line.priced->offer;
      least = *cost;
    }
    const bool unreachable = winner && winner->id == shown.curve->of && x > reachable;
    if (!runs.empty() && runs.back().winner == winner && runs.back().unreachable == unreachable)
      runs.back().to = x;
    else
      runs.push_back({runs.empty() ? x : runs.back().to, x, winner, unreachable});
  }
  return runs;
}

std::vector<WinnerRun> market_runs(const Shown& shown) {
  std::vector<WinnerRun> runs;
  const Curve& curve = shown.curve->curve;
  int last = -2;
  for (std::size_t i = 0; i < curve.x.size(); ++i) {
    const int winner = curve.winner[i];
    const bool unreachable = curve.unreachable[i];
    if (!runs.empty() && winner == last && runs.back().unreachable == unreachable) {
      runs.back().to = curve.x[i];
      continue;
    }
    const PricedOffer* priced =
        winner < 0 ? nullptr : find_priced(shown.comparison, curve.offers[static_cast<std::size_t>(winner)]);
    runs.push_back({runs.empty() ? curve.x[i] : runs.back().to, curve.x[i], priced ? &priced->offer : nullptr,
                    unreachable});
    last = winner;
  }
  return runs;
}

std::vector<FlipsMark> crossing_marks(const Shown& shown) {
  std::vector<FlipsMark> marks;
  if (!shown.break_even) return marks;
  for (const Crossing& crossing : shown.break_even->found.crossings)
    if (const std::optional<double> x = crossing_value(*shown.break_even, crossing))
      marks.push_back({*x, std::min(crossing.usd_per_day_a, crossing.usd_per_day_b), crossing.reachable});
  return marks;
}

// Around the workload and the first crossings, at least four decades.
AxisSpan volume_span(const Flips& plot, const Curve& curve, std::optional<AxisSpan> before) {
  const double first = curve.x.front();
  const double last = curve.x.back();
  double low = 0;
  double high = 0;
  const auto include = [&](double value) {
    if (!(value > 0)) return;
    value = std::clamp(value, first, last);
    low = low > 0 ? std::min(low, value) : value;
    high = std::max(high, value);
  };
  include(plot.you);
  for (std::size_t i = 0; i < std::min<std::size_t>(plot.marks.size(), crossings_framed); ++i)
    include(plot.marks[i].x);
  if (!(low > 0)) return {first, last};
  if (before && before->from >= first * 0.999 && before->to <= last * 1.001 && low >= before->from * 1.5 &&
      high <= before->to / 1.5)
    return *before;
  AxisSpan span{decade_below(low / 8), decade_above(high * 8)};
  while (span.to / span.from < decade(decades_least) * 0.99) {
    span.to *= 10;
    if (span.to / span.from < decade(decades_least) * 0.99) span.from /= 10;
  }
  return {std::max(first, span.from), std::min(last, span.to)};
}

void set_usd_range(const Shown& shown, Flips& plot) {
  double low = 0;
  double high = 0;
  const AxisRange range{plot.x_from, plot.x_to, samples_for_range, !plot.utilization};
  for (const double x : axis_points(range)) {
    for (const FlipsLine& line : plot.lines) {
      const std::optional<double> cost = flips_cost(shown, plot, *line.priced, x);
      if (!cost || !(*cost > 0)) continue;
      low = low > 0 ? std::min(low, *cost) : *cost;
      high = std::max(high, *cost);
    }
  }
  if (!(high > 0)) return;
  if (plot.utilization) {
    plot.usd_from = 0;
    plot.usd_to = nice_ceiling(high);
    return;
  }
  plot.usd_to = round_up(high * 1.05);
  plot.usd_from = std::min(plot.usd_to / 10, std::max(round_down(low), plot.usd_to / 1e6));
}

}  // namespace

std::optional<double> flips_cost(const Shown& shown, const Flips& plot, const PricedOffer& priced, double x) {
  for (const RejectedOffer& refusal : shown.comparison.rejected)
    if (refusal.priced && &refusal.priced->priced == &priced && refusal.code != "budget") return std::nullopt;
  const double usd = usd_per_day(priced, x * plot.requests_per_unit);
  if (!within_budget(usd, shown.request.requirements)) return std::nullopt;
  return usd;
}

const WinnerRun* run_at(const Flips& plot, double x) {
  for (const WinnerRun& run : plot.runs)
    if (x >= run.from && x <= run.to) return &run;
  return nullptr;
}

Flips flips(const Shown& shown, std::optional<AxisSpan> before, bool held) {
  Flips plot;
  if (!shown.curve) return plot;
  plot.utilization = shown.curve->utilization;
  plot.requests_per_unit = shown.curve->requests_per_unit;
  plot.you = shown.request.workload.requests_per_day / plot.requests_per_unit;
  plot.lines = choose_lines(shown);
  if (plot.lines.empty()) return plot;
  if (shown.break_even && shown.break_even->utilization == plot.utilization)
    plot.marks = crossing_marks(shown);
  const AxisSpan span = plot.utilization ? AxisSpan{0, 1}
                        : before && held ? *before
                                         : volume_span(plot, shown.curve->curve, before);
  plot.x_from = span.from;
  plot.x_to = span.to;
  plot.runs = plot.utilization ? pair_runs(shown, plot) : market_runs(shown);
  set_usd_range(shown, plot);
  if (const Claim* claim = tested_claim(shown, plot.utilization)) plot.claim = claim->value;
  return plot;
}

}  // namespace picker::app
