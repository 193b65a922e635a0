#include "fields.h"

#include "../engine/decision/gates.h"

namespace picker {
namespace {

const std::vector<Choice> catalogs = {{"market", "Market prices"}, {"lesson", "The lesson's figures"}};
const std::vector<Choice> modalities = {
    {"text", "Text"}, {"image", "Images"}, {"speech-to-text", "Speech to text"}, {"embedding", "Embeddings"}};
const std::vector<Choice> regions = {
    {"us", "United States"},  {"eu", "European Union"}, {"uk", "United Kingdom"}, {"ca", "Canada"},
    {"apac", "Asia-Pacific"}, {"jp", "Japan"},          {"au", "Australia"},      {"in", "India"}};
const std::vector<Choice> reasoning = {{"counted", "In the output"},
                                       {"low", "Add a low amount"},
                                       {"typical", "Add a typical amount"},
                                       {"high", "Add a high amount"}};
const std::vector<Choice> text_kinds = {
    {"counted", "Model's own count"}, {"english", "English prose"}, {"code", "Code"},
    {"chinese", "Chinese"},           {"korean", "Korean"},         {"russian", "Russian"}};
const std::vector<Choice> shapes = {{"flat", "Constant"},
                                    {"packed", "Ideal packing (lesson)"},
                                    {"diurnal", "Day and night"},
                                    {"office", "Office hours"},
                                    {"custom", "Custom, hourly"}};
const std::vector<Choice> compliance = [] {
  std::vector<Choice> choices;
  for (const ComplianceName& name : compliance_names()) choices.push_back({name.id, name.label});
  return choices;
}();
const std::vector<Choice> operations = {
    {"api", "An API"}, {"deployment", "A deployment"}, {"gpu", "Bare GPUs"}};
const std::vector<Choice> precisions = {
    {"fp8", "FP8"}, {"bf16", "BF16"}, {"fp4", "FP4"}, {"mxfp4", "MXFP4"}, {"int4", "INT4"}};
const std::vector<Choice> units = {{"usd_per_day", "$ a day"},
                                   {"usd_per_month", "$ a month"},
                                   {"usd_per_million_output_tokens", "$ per M output tokens"},
                                   {"usd_per_million_tokens", "$ per M tokens"},
                                   {"usd_per_thousand_requests", "$ per 1,000 requests"}};
const std::vector<Choice> tabs = {{"flips", "Cost curves"},   {"day", "Load & replicas"},
                                  {"platforms", "Platforms"}, {"sources", "Sources"},
                                  {"claims", "Claims"},       {"terms", "Glossary"}};
const std::vector<Choice> plot_axes = {{"requests_per_day", "Requests a day"},
                                       {"utilization", "Utilization"}};

constexpr double tokens_most = 1e7;

using Kind = FieldKind;
constexpr FieldScope request = FieldScope::request;
constexpr FieldScope workload = FieldScope::workload;
constexpr FieldScope view = FieldScope::view;
constexpr unsigned text_only = bit(Modality::text);
constexpr unsigned by_token = bit(Modality::text) | bit(Modality::embedding);
constexpr unsigned with_lengths =
    bit(Modality::text) | bit(Modality::embedding) | bit(Modality::speech_to_text);
constexpr unsigned image_only = bit(Modality::image);
constexpr unsigned audio_only = bit(Modality::speech_to_text);

const std::vector<Field> table = {
    {request, "catalog", "cat", Kind::choice, "", 0, 0, 0, "catalog", "Prices", "",
     "Dated market prices, or the course lesson's own six vendors.", &catalogs},
    {workload, "modality", "kind", Kind::choice, "\"text\"", 0, 0, 0, "workload", "Kind of work", "",
     "What the model does. Each kind of work is billed in its own units.", &modalities},
    {workload, "model", "model", Kind::models, "", 0, 0, 0, "workload", "Model", "",
     "Any of the chosen models will do; the cheapest way to run one of them is picked.", nullptr},
    {workload, "requests_per_day", "rpd", Kind::number, "", 0, 1e9, 0, "workload", "Requests a day",
     "requests", "The mean over a week.", nullptr, 100, 1e8},
    {workload, "input_tokens", "in", Kind::number, "0", 0, tokens_most, 0, "workload", "Input", "tokens",
     "Mean prompt tokens of one request, cached ones included.", nullptr, 1, 1e5, by_token},
    {workload, "output_tokens", "out", Kind::number, "0", 0, tokens_most, 0, "workload", "Output", "tokens",
     "Mean generated tokens of one request.", nullptr, 1, 1e5, text_only},
    {workload, "lengths", "lengths", Kind::lengths, "[]", 0, tokens_most, 0, "", "Lengths", "",
     "Classes of request lengths, each with its share of the requests, in place of one mean length.", nullptr,
     0, 0, with_lengths},
    {workload, "reasoning", "reasoning", Kind::choice, "\"counted\"", 0, 0, 0, "workload", "Hidden reasoning",
     "",
     "Reasoning models generate tokens that nobody sees and that are billed as output. Either your output "
     "count includes them, or it is the visible answer and we add them by model.",
     &reasoning, 0, 0, text_only},
    {workload, "images_per_request", "images", Kind::number, "1", 0, 1e4, 0, "workload", "Images", "images",
     "Images that one request makes.", nullptr, 0, 0, image_only},
    {workload, "steps", "steps", Kind::number, "4", 0, 1e4, 0, "workload", "Steps", "per image",
     "Denoising steps of one image; some platforms bill each.", nullptr, 0, 0, image_only},
    {workload, "image_width_px", "width", Kind::number, "null", 1, 65536, 0, "workload", "Width", "px",
     "Width of one image in pixels; each platform counts its own megapixels. Leave empty to give the size "
     "below.",
     nullptr, 0, 0, image_only},
    {workload, "image_height_px", "height", Kind::number, "null", 1, 65536, 0, "workload", "Height", "px",
     "Height of one image in pixels. Leave empty to give the size below.", nullptr, 0, 0, image_only},
    {workload, "megapixels", "mp", Kind::number, "1", 0, 1e4, 0, "more", "Size", "megapixels",
     "Millions of pixels of one image, where width and height are empty.", nullptr, 0, 0, image_only},
    {workload, "audio_seconds", "audio", Kind::number, "60", 0, 1e6, 0, "workload", "Audio", "seconds",
     "Seconds of audio in one request. Some platforms bill a minimum length.", nullptr, 1, 1e4, audio_only},
    {workload, "cached_input_share", "cached", Kind::share, "0", 0, 1, 0.01, "workload", "Cached input", "%",
     "Share of the input that repeats earlier requests and is billed at the cached price, where there is "
     "one.",
     nullptr, 0, 0, text_only},
    {workload, "cache_write_share", "written", Kind::share, "0", 0, 1, 0.01, "more", "Cache writes", "%",
     "Share of the input that is written to the prompt cache; a few platforms bill it at a separate price.",
     nullptr, 0, 0, text_only},
    {workload, "gpu_cached_input_share", "gpucached", Kind::share, "null", 0, 1, 0.01, "more",
     "Cached input on GPUs", "%",
     "Share of the input that a GPU of your own finds in its prefix cache. Leave empty to use the cached "
     "input share.",
     nullptr, 0, 0, text_only},
    {workload, "text_kind", "text", Kind::choice, "\"counted\"", 0, 0, 0, "more", "Kind of text", "",
     "The model's own count, or tokens of a common tokenizer (o200k) for a kind of text, which other models "
     "split "
     "into more or fewer.",
     &text_kinds, 0, 0, by_token},
    {workload, "batch_share", "batch", Kind::share, "0", 0, 1, 0.01, "workload", "Batch share (24 h)", "%",
     "Share of the requests that can wait up to 24 hours; billed at the batch price where there is one.",
     nullptr},
    {workload, "load.shape", "shape", Kind::choice, "\"flat\"", 0, 0, 0, "load", "Load", "",
     "How requests are spread over the day. Ideal packing is the lesson's assumption: GPUs are never idle "
     "between requests.",
     &shapes},
    {workload, "load.amplitude", "amp", Kind::share, "0.6", 0, 1, 0.05, "load", "Peak above mean", "%",
     "How far the busiest hour lies above the mean, and the quietest below it. We assume 60 %.", nullptr, 0,
     0, any_modality, bit(LoadShape::diurnal)},
    {workload, "load.peak_hour", "peak", Kind::number, "14", 0, 24, 0.5, "load", "Busiest at", "h",
     "Hour of the day.", nullptr, 0, 0, any_modality, bit(LoadShape::diurnal)},
    {workload, "load.from_hour", "from", Kind::number, "9", 0, 24, 0.5, "load", "Work begins", "h",
     "Hour of the day.", nullptr, 0, 0, any_modality, bit(LoadShape::office)},
    {workload, "load.to_hour", "to", Kind::number, "18", 0, 24, 0.5, "load", "Work ends", "h",
     "Hour of the day. At or before the start, work ends the next day.", nullptr, 0, 0, any_modality,
     bit(LoadShape::office)},
    {workload, "load.days_per_week", "days", Kind::number, "5", 1, 7, 1, "load", "Days a week", "days",
     "Working days, from Monday.", nullptr, 0, 0, any_modality, bit(LoadShape::office)},
    {workload, "load.night_share", "night", Kind::share, "0.1", 0, 1, 0.01, "load", "Off-hours load", "%",
     "Request rate outside working hours, as a share of the rate during them.", nullptr, 0, 0, any_modality,
     bit(LoadShape::office)},
    {workload, "load.hourly", "hours", Kind::weights, "null", 0, 0, 0, "load", "Hours", "",
     "24 values, one for each hour from midnight, or 168 for a week from Monday: how many requests each hour "
     "has "
     "relative to the others.",
     nullptr, 0, 0, any_modality, bit(LoadShape::custom)},
    {request, "requirements.compliance", "comply", Kind::set, "[]", 0, 0, 0, "requirements", "Compliance", "",
     "Platforms we found no evidence for are excluded; ask the vendor.", &compliance},
    {request, "requirements.dedicated", "dedicated", Kind::flag, "false", 0, 0, 0, "requirements",
     "Dedicated GPUs", "", "Exclude offers whose GPUs are shared with other customers.", nullptr},
    {request, "requirements.operations", "ops", Kind::choice, "\"gpu\"", 0, 0, 0, "requirements",
     "How much you operate", "",
     "The most that you are ready to run yourself: nothing but an API, a managed deployment, or GPUs.",
     &operations},
    {request, "requirements.budget_usd_per_month", "budget", Kind::number, "null", 0, 1e9, 0, "requirements",
     "Budget a month", "$", "Exclude what costs more. Leave empty for no limit.", nullptr},
    {workload, "sla.ttft_p95_ms", "ttft", Kind::number, "null", 1, 1e6, 0, "requirements", "TTFT limit (p95)",
     "ms", "Time to first token that 95 of 100 requests must meet. Leave empty for no limit.", nullptr, 0, 0,
     text_only},
    {workload, "sla.min_tokens_per_s", "tps", Kind::number, "null", 0.1, 1e5, 0, "requirements",
     "Minimum output speed", "tokens/s",
     "Output tokens a second that a single request must see. Leave empty for no limit.", nullptr, 0, 0,
     text_only},
    {workload, "load.burst_cv", "burst", Kind::number, "1", 0, 50, 0.1, "more", "Burstiness", "CV",
     "Coefficient of variation of the time between requests: 1 is chance, more is bursts. Only matters with "
     "a "
     "TTFT limit.",
     nullptr, 0, 0, text_only},
    {request, "requirements.regions", "regions", Kind::set, "[]", 0, 0, 0, "more", "Data region", "",
     "Exclude offers not documented to run in one of these regions. Pinning a region can cost more.",
     &regions},
    {request, "requirements.precision", "precision", Kind::set, "[]", 0, 0, 0, "more", "Weight precision", "",
     "Leave empty for FP8 where the GPU has it, else BF16.", &precisions},
    {request, "requirements.allow_preemptible", "preempt", Kind::flag, "false", 0, 0, 0, "more",
     "Accept interruptions", "",
     "Let spot, flex and preemptible capacity be the pick. It is cheaper because it can be stopped, queued "
     "or "
     "rejected.",
     nullptr},
    {request, "as_of", "asof", Kind::date, "null", 0, 0, 0, "more", "Prices as of", "",
     "Prices in force on a past day, written YYYY-MM-DD. Leave empty for the newest.", nullptr},
    {request, "overrides", "my", Kind::overrides, "[]", 0, 0, 0, "", "Your own numbers", "",
     "Prices and speeds of offers that you change or supply.", nullptr},
    {request, "only", "only", Kind::patterns, "[]", 0, 0, 0, "", "Only these offers", "",
     "Offer ids. * matches one segment between slashes; at the end it matches all that follow.", nullptr},

    {workload, "growth_per_month", "", Kind::later, "0"},
    {workload, "fine_tuned", "", Kind::later, "false"},
    {request, "requirements.lesson_rules", "", Kind::later, "false"},
    {request, "samples", "", Kind::later, "0"},
    {request, "seed", "", Kind::later, "0"},

    {view, "unit", "unit", Kind::choice, "\"usd_per_day\"", 0, 0, 0, "view", "Unit", "", "", &units},
    {view, "tab", "tab", Kind::choice, "\"flips\"", 0, 0, 0, "", "Tab", "", "", &tabs},
    {view, "plot_axis", "axis", Kind::choice, "\"requests_per_day\"", 0, 0, 0, "view", "Plot over", "", "",
     &plot_axes},
    {view, "a", "a", Kind::offer, "null", 0, 0, 0, "view", "Compare", "",
     "Leave empty for the cheapest API, or the cheapest offer where there is no API.", nullptr},
    {view, "b", "b", Kind::offer, "null", 0, 0, 0, "view", "with", "",
     "Leave empty for the GPU that first becomes cheaper.", nullptr},
    {view, "exercise", "exercise", Kind::offer, "null", 0, 0, 0, "", "Exercise", "",
     "The exercise whose question and settings are shown.", nullptr},
    {view, "guess", "guess", Kind::share, "null", 0, 1, 0, "", "Your guess", "%",
     "Where you expect the break-even of the exercise.", nullptr},
    {view, "revealed", "revealed", Kind::flag, "false", 0, 0, 0, "", "Answer shown", "", "", nullptr},
    {view, "sort", "sort", Kind::offer, "null", 0, 0, 0, "", "Sort by", "",
     "Column of the open table; a minus before it sorts downwards.", nullptr},
    {view, "filter", "filter", Kind::patterns, "[]", 0, 0, 0, "", "Show", "",
     "What the open table shows: group:choice, such as segment:custom-silicon.", nullptr},
};

}  // namespace

const std::vector<Field>& fields() { return table; }

}  // namespace picker
