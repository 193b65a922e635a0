// What the application leaves out of its work changes none of its answers: the curve against every offer
// sampled, the pair against every GPU searched.

#include "support/json.h"
#include "support/market_calls.h"

#include "app/results.h"
#include "contract/request.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>

namespace picker::testing {
namespace {

// A link and its answers.
struct Answered {
  explicit Answered(const std::string& link)
      : state(app::start_state(picker::Json{{"link", link}}, *market_session().rates())),
        request(engine_request(state.request)),
        comparison(compare(catalog_of(state.request, *market_session().rates()), request)),
        compared(app::compared_offers(state, comparison)),
        pair(app::pair_break_even(state, comparison, compared)) {
    EXPECT_TRUE(state.problems.empty()) << link;
  }

  app::AppState state;
  Request request;
  Comparison comparison;
  app::ComparedOffers compared;
  Result<app::PairBreakEven> pair;
};

const std::string links[] = {
    "#v=1&preset=chat",
    "#v=1&preset=chat&shape=diurnal",
    "#v=1&preset=chat&shape=office&rpd=3000000",
    "#v=1&preset=chat&budget=3000&ops=gpu",
    "#v=1&preset=chat&shape=diurnal&ttft=1500&ops=gpu&rpd=100",
    "#v=1&preset=chat&axis=utilization",
    "#v=1&preset=chat&in=20000&out=4000&a=together%2Fllama-3.3-70b%2Fserverless",
    "#v=1&preset=summarization&dedicated=1",
    "#v=1&preset=images",
    "#v=1&preset=lesson-a",
};

std::string winner_at(const Curve& curve, std::size_t i) {
  return curve.winner[i] < 0 ? "" : curve.offers[static_cast<std::size_t>(curve.winner[i])];
}

TEST(Results, TheCurveIsThatOfEveryOffer) {
  for (const std::string& link : links) {
    SCOPED_TRACE(link);
    const Answered at(link);
    const Result<app::CostCurve> drawn = app::cost_curve(at.state, at.comparison, at.compared, at.pair);
    ASSERT_TRUE(drawn) << drawn.error().message;
    const Curve& curve = drawn->curve;
    const AxisRange range{curve.x.front(), curve.x.back(), static_cast<int>(curve.x.size()),
                          !drawn->utilization};
    const Curve every = sample_curve(at.comparison, at.request.requirements, range, drawn->requests_per_unit);
    ASSERT_EQ(curve.x, every.x);
    EXPECT_EQ(curve.unreachable, every.unreachable);
    for (std::size_t i = 0; i < curve.x.size(); ++i) EXPECT_EQ(winner_at(curve, i), winner_at(every, i)) << i;
    ASSERT_FALSE(curve.offers.empty());
    for (std::size_t k = 0; k < curve.offers.size(); ++k) {
      const auto row = std::find(every.offers.begin(), every.offers.end(), curve.offers[k]);
      ASSERT_NE(row, every.offers.end());
      EXPECT_EQ(curve.usd_per_day[k],
                every.usd_per_day[static_cast<std::size_t>(row - every.offers.begin())]);
    }
  }
}

TEST(Results, ThePairIsTheGpuThatUndercutsFirst) {
  int pairs = 0;
  for (const std::string& link : links) {
    SCOPED_TRACE(link);
    const Answered at(link);
    if (value_at(at.state.request, "requirements.dedicated")->get<bool>()) continue;  // no API to undercut
    const PricedOffer* a = app::find_priced(at.comparison, at.compared.a);
    ASSERT_TRUE(a);
    std::string first;
    double earliest = std::numeric_limits<double>::infinity();
    for (const AdmittedOffer& offer : at.comparison.admitted) {
      const PricedOffer& b = offer.priced;
      if (b.offer.form == OfferForm::token || b.offer.form == OfferForm::prediction || &b == a) continue;
      if (first.empty()) first = b.offer.id;
      for (const Crossing& crossing : break_even(*a, b, requests_per_day_most).crossings) {
        if (!crossing.a_wins_below) continue;
        if (crossing.requests_per_day < earliest) {
          earliest = crossing.requests_per_day;
          first = b.offer.id;
        }
        break;
      }
    }
    EXPECT_EQ(at.compared.b, first);
    pairs += !first.empty();
  }
  EXPECT_GT(pairs, 6);
}

}  // namespace
}  // namespace picker::testing
