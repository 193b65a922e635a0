// The picture without a GPU: every expected value is worked out by hand from where pixel centres lie.

#include "raster_scene.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace picker::ui {
namespace {

TEST(RasterTest, NothingDrawnIsTheBackgroundMadeOpaque) {
  const Picture picture = Scene(3, 2).picture(IM_COL32(1, 2, 3, 0));
  EXPECT_EQ(picture.width, 3);
  EXPECT_EQ(picture.height, 2);
  EXPECT_EQ(picture.rgba.size(), 24u);
  EXPECT_EQ(pixel_at(picture, 2, 1), (std::vector{1, 2, 3, 255}));
}

TEST(RasterTest, AnEmptyDisplayIsAnEmptyPicture) {
  EXPECT_TRUE(Scene(0, 5).picture().rgba.empty());
  EXPECT_TRUE(rasterize(ImDrawData(), white).rgba.empty());
}

// The hypotenuse runs through the centres where column + row = 3: they are the lower triangle's.
TEST(RasterTest, ATriangleCoversTheCentresWithinAndThoseOnItsLeftEdge) {
  EXPECT_EQ(art(Scene(4, 4).triangle({0, 0}, {4, 0}, {0, 4}).picture()),
            (Art{"###.", "##..", "#...", "...."}));
  EXPECT_EQ(art(Scene(4, 4).triangle({4, 0}, {4, 4}, {0, 4}).picture()),
            (Art{"...#", "..##", ".###", "####"}));
}

// A centre is within where it lies on the same side of all three edges; on an edge it may be either.
TEST(RasterTest, AnyTriangleCoversTheCentresWithinIt) {
  constexpr int size = 40;
  std::uint32_t state = 1;
  const auto place = [&] {
    state = state * 1664525 + 1013904223;
    return static_cast<int>(state >> 8) % (60 * 256) - 10 * 256;
  };
  for (int round = 0; round < 300; ++round) {
    const std::array<int, 3> x{place(), place(), place()};
    const std::array<int, 3> y{place(), place(), place()};
    const auto corner = [&](int i) {
      return Corner{static_cast<float>(x[i]) / 256, static_cast<float>(y[i]) / 256};
    };
    const Art drawn = art(Scene(size, size).triangle(corner(0), corner(1), corner(2)).picture());
    for (int row = 0; row < size; ++row) {
      for (int column = 0; column < size; ++column) {
        int left = 0;
        int right = 0;
        for (int i = 0; i < 3; ++i) {
          const int j = (i + 1) % 3;
          const std::int64_t side = std::int64_t{x[j] - x[i]} * (row * 256 + 128 - y[i]) -
                                    std::int64_t{y[j] - y[i]} * (column * 256 + 128 - x[i]);
          left += side > 0;
          right += side < 0;
        }
        if (left + right < 3) continue;
        const char expected = left == 3 || right == 3 ? '#' : '.';
        EXPECT_EQ(drawn[row][column], expected) << round << ": " << column << ' ' << row;
      }
    }
  }
}

TEST(RasterTest, TheOrderOfCornersDoesNotMatter) {
  const Corner a{1.3F, 0.2F};
  const Corner b{7.9F, 3.1F};
  const Corner c{2.2F, 7.7F};
  const Art expected = art(Scene(9, 9).triangle(a, b, c).picture());
  EXPECT_EQ(art(Scene(9, 9).triangle(a, c, b).picture()), expected);
  EXPECT_EQ(art(Scene(9, 9).triangle(c, a, b).picture()), expected);
  EXPECT_EQ(art(Scene(9, 9).triangle(b, a, c).picture()), expected);
}

TEST(RasterTest, ARectangleHasItsLeftAndTopEdgeButNotTheOthers) {
  EXPECT_EQ(art(Scene(4, 4).rectangle(1, 1, 3, 3).picture()), (Art{"....", ".##.", ".##.", "...."}));
  EXPECT_EQ(art(Scene(4, 4).rectangle(0.5F, 0.5F, 2.5F, 2.5F).picture()),
            (Art{"##..", "##..", "....", "...."}));
}

TEST(RasterTest, PlacesAreRoundedTo256thsOfAPixel) {
  EXPECT_EQ(art(Scene(2, 1).rectangle(0.501F, 0, 2, 1).picture()), (Art{"##"}));
  EXPECT_EQ(art(Scene(2, 1).rectangle(0.503F, 0, 2, 1).picture()), (Art{".#"}));
}

TEST(RasterTest, ATriangleWithoutAreaDrawsNothing) {
  EXPECT_EQ(art(Scene(3, 1).triangle({0, 0.5F}, {3, 0.5F}, {1, 0.5F}).picture()), (Art{"..."}));
  EXPECT_EQ(art(Scene(3, 1).triangle({1.5F, 0}, {1.5F, 1}, {1.5F, 9}).picture()), (Art{"..."}));
}

TEST(RasterTest, TheTrianglesOfARectangleMeetWithoutSeamOrOverlap) {
  const Picture picture = Scene(40, 30).rectangle(0, 0, 40, 30, half_black).picture();
  for (int y = 0; y < 30; ++y)
    for (int x = 0; x < 40; ++x) EXPECT_EQ(red_at(picture, x, y), once) << x << ' ' << y;
}

// A fan around a point, with edges at every slope, like ImGui's rounded shapes.
TEST(RasterTest, AFanCoversEveryPixelOnce) {
  constexpr int size = 64;
  constexpr int spokes = 23;
  const auto on_circle = [](int i) {
    const double angle = 2 * 3.141592653589793 * i / spokes;
    return Corner{static_cast<float>(32.3 + 40 * std::cos(angle)),
                  static_cast<float>(31.6 + 40 * std::sin(angle)), half_black};
  };
  Scene scene(size, size);
  for (int i = 0; i < spokes; ++i) scene.triangle({32.5F, 31.5F, half_black}, on_circle(i), on_circle(i + 1));
  const Picture picture = scene.picture();
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      const int red = red_at(picture, x, y);
      const bool well_inside = std::hypot(x + 0.5 - 32.3, y + 0.5 - 31.6) < 39;
      EXPECT_TRUE(red == once || (red == 255 && !well_inside)) << x << ' ' << y << ": " << red;
    }
  }
}

TEST(RasterTest, DrawsWithinTheClipRectangle) {
  Scene scene(6, 4);
  scene.command(ImVec4(1, 2, 4, 3));
  scene.rectangle(-5, -5, 50, 50);
  scene.command(ImVec4(5, 0, 9, 9));
  scene.rectangle(0, 0, 6, 2);
  scene.command(ImVec4(3, 3, 3, 4));
  scene.rectangle(0, 0, 6, 4);
  EXPECT_EQ(art(scene.picture()), (Art{".....#", ".....#", ".###..", "......"}));
}

TEST(RasterTest, AClipRectangleBetweenPixelsKeepsTheCentresWithin) {
  Scene scene(4, 1);
  scene.command(ImVec4(0.75F, 0, 2.75F, 1));
  scene.rectangle(0, 0, 4, 1);
  EXPECT_EQ(art(scene.picture()), (Art{".##."}));
}

TEST(RasterTest, TheDisplaysPlaceMovesShapesAndClipRectangles) {
  Scene scene(3, 3);
  scene.data().DisplayPos = ImVec2(100, 200);
  scene.command(ImVec4(100, 201, 103, 203));
  scene.rectangle(101, 200, 103, 203);
  EXPECT_EQ(art(scene.picture()), (Art{"...", ".##", ".##"}));
}

TEST(RasterTest, ACommandStartsAtItsOffsets) {
  Scene scene(3, 1);
  scene.rectangle(0, 0, 1, 1);
  ImDrawCmd& first = scene.list().CmdBuffer.back();
  scene.rectangle(2, 0, 3, 1);
  // The first rectangle's indices, two triangles further on in the vertices.
  first.ElemCount = 6;
  first.VtxOffset = 6;
  EXPECT_EQ(art(scene.picture()), (Art{"..#"}));
  first.VtxOffset = 0;
  first.IdxOffset = 6;
  EXPECT_EQ(art(scene.picture()), (Art{"..#"}));
}

TEST(RasterTest, CallbacksAreLeftOut) {
  Scene scene(1, 1);
  scene.rectangle(0, 0, 1, 1);
  scene.list().CmdBuffer.back().UserCallback = [](const ImDrawList*, const ImDrawCmd*) { FAIL(); };
  EXPECT_EQ(art(scene.picture()), (Art{"."}));
}

TEST(RasterTest, TwiceThePixelsForEveryUnit) {
  Scene scene(3, 2);
  scene.data().FramebufferScale = ImVec2(2, 2);
  scene.command(ImVec4(0.5F, 0, 3, 2));
  scene.rectangle(0, 0.5F, 2, 1);
  EXPECT_EQ(art(scene.picture()), (Art{"......", ".###..", "......", "......"}));
}

TEST(RasterTest, AlphaMixesToTheNearestByte) {
  for (int alpha = 0; alpha <= 255; ++alpha) {
    for (const int over : {0, 1, 100, 254, 255}) {
      const Picture picture = Scene(1, 1)
                                  .rectangle(0, 0, 1, 1, IM_COL32(over, 255 - over, 7, alpha))
                                  .picture(IM_COL32(200, 3, 90, 255));
      const auto exact = [&](int above, int below) {
        return (above * alpha + below * (255 - alpha)) / 255.0;
      };
      EXPECT_EQ(red_at(picture, 0, 0), std::lround(exact(over, 200)));
      EXPECT_EQ(pixel_at(picture, 0, 0)[1], std::lround(exact(255 - over, 3)));
      EXPECT_EQ(pixel_at(picture, 0, 0)[2], std::lround(exact(7, 90)));
      EXPECT_EQ(pixel_at(picture, 0, 0)[3], 255);
    }
  }
}

TEST(RasterTest, LaterShapesLieOnTop) {
  const Picture picture =
      Scene(1, 1).rectangle(0, 0, 1, 1).rectangle(0, 0, 1, 1, IM_COL32(9, 8, 7, 255)).picture();
  EXPECT_EQ(pixel_at(picture, 0, 0), (std::vector{9, 8, 7, 255}));
}

// Pixel i of 256 has its centre at (i + 1/2) / 256 of the way.
TEST(RasterTest, AGradientRunsFromOneEndToTheOther) {
  Scene scene(256, 2);
  const Corner a{0, 0, black};
  const Corner b{256, 0, white};
  const Corner c{256, 2, white};
  const Corner d{0, 2, black};
  const Picture picture = scene.triangle(a, b, c).triangle(a, c, d).picture(IM_COL32(255, 0, 0, 255));
  EXPECT_EQ(red_at(picture, 0, 0), 0);
  EXPECT_EQ(red_at(picture, 255, 1), 255);
  for (int x = 0; x < 256; ++x) {
    EXPECT_NEAR(red_at(picture, x, 0), (x + 0.5) / 256 * 255, 0.51);
    EXPECT_EQ(red_at(picture, x, 0), red_at(picture, x, 1));
  }
}

TEST(RasterTest, AGradientOfAlphaFadesTheColour) {
  const ImU32 clear_red = IM_COL32(255, 0, 0, 0);
  const ImU32 full_red = IM_COL32(255, 0, 0, 255);
  const Picture picture = Scene(1, 4)
                              .triangle({0, 0, clear_red}, {1, 0, clear_red}, {1, 4, full_red})
                              .triangle({0, 0, clear_red}, {1, 4, full_red}, {0, 4, full_red})
                              .picture(IM_COL32(255, 255, 255, 255));
  for (int y = 0; y < 4; ++y) {
    EXPECT_EQ(pixel_at(picture, 0, y)[0], 255);
    EXPECT_NEAR(pixel_at(picture, 0, y)[1], 255 - (y + 0.5) / 4 * 255, 1);
  }
}

TEST(RasterTest, ATextureAtItsOwnSizeIsShownTexelByTexel) {
  Pixels pixels(ImTextureFormat_RGBA32, 2, 2,
                {10, 20, 30, 255, 40, 50, 60, 255, 70, 80, 90, 255, 0, 0, 0, 0});
  Scene scene(5, 3);
  scene.command(ImVec4(0, 0, 5, 3), &pixels.texture);
  scene.rectangle(3, 1, 5, 3, white);
  const Picture picture = scene.picture(IM_COL32(1, 1, 1, 255));
  EXPECT_EQ(pixel_at(picture, 3, 1), (std::vector{10, 20, 30, 255}));
  EXPECT_EQ(pixel_at(picture, 4, 1), (std::vector{40, 50, 60, 255}));
  EXPECT_EQ(pixel_at(picture, 3, 2), (std::vector{70, 80, 90, 255}));
  EXPECT_EQ(pixel_at(picture, 4, 2), (std::vector{1, 1, 1, 255}));
}

// Four pixels over two texels: a quarter before the first centre, then a quarter and three quarters of the
// way.
TEST(RasterTest, BetweenTexelsIsMixedAndBeyondTheLastIsThatTexel) {
  Pixels pixels(ImTextureFormat_RGBA32, 2, 1, {0, 0, 0, 255, 200, 200, 200, 255});
  Scene scene(4, 1);
  scene.command(ImVec4(0, 0, 4, 1), &pixels.texture);
  scene.rectangle(0, 0, 4, 1, white);
  const Picture picture = scene.picture();
  EXPECT_EQ(red_at(picture, 0, 0), 0);
  EXPECT_EQ(red_at(picture, 1, 0), 50);
  EXPECT_EQ(red_at(picture, 2, 0), 150);
  EXPECT_EQ(red_at(picture, 3, 0), 200);
}

TEST(RasterTest, AnAlphaTextureIsWhiteAndTakesTheColour) {
  Pixels pixels(ImTextureFormat_Alpha8, 2, 2, {0, 255, 255, 0});
  Scene scene(2, 2);
  scene.command(ImVec4(0, 0, 2, 2), &pixels.texture);
  scene.rectangle(0, 0, 2, 2, IM_COL32(10, 20, 30, 255));
  const Picture picture = scene.picture();
  EXPECT_EQ(pixel_at(picture, 0, 0), (std::vector{255, 255, 255, 255}));
  EXPECT_EQ(pixel_at(picture, 1, 0), (std::vector{10, 20, 30, 255}));
  EXPECT_EQ(pixel_at(picture, 0, 1), (std::vector{10, 20, 30, 255}));
}

// The middle of a 2 by 2 texture is the mean of its texels; then times the tint's alpha.
TEST(RasterTest, TheMiddleOfATextureIsTheMeanOfItsTexels) {
  Pixels pixels(ImTextureFormat_Alpha8, 2, 2, {255, 255, 0, 0});
  Scene scene(1, 1);
  scene.command(ImVec4(0, 0, 1, 1), &pixels.texture);
  scene.rectangle(0, 0, 1, 1, half_black);
  EXPECT_NEAR(red_at(scene.picture(), 0, 0), 255 - 255 * 0.5 * 128 / 255, 1);
}

TEST(RasterTest, ATextureTurnedAQuarterIsReadDownwards) {
  Pixels pixels(ImTextureFormat_RGBA32, 2, 2, {11, 0, 0, 255, 22, 0, 0, 255, 33, 0, 0, 255, 44, 0, 0, 255});
  Scene scene(2, 2);
  scene.command(ImVec4(0, 0, 2, 2), &pixels.texture);
  const Corner a{0, 0, white, 0, 0};
  const Corner b{2, 0, white, 0, 1};
  const Corner c{2, 2, white, 1, 1};
  const Corner d{0, 2, white, 1, 0};
  const Picture picture = scene.triangle(a, b, c).triangle(a, c, d).picture();
  EXPECT_EQ(red_at(picture, 0, 0), 11);
  EXPECT_EQ(red_at(picture, 0, 1), 22);
  EXPECT_EQ(red_at(picture, 1, 0), 33);
  EXPECT_EQ(red_at(picture, 1, 1), 44);
}

TEST(RasterTest, AColumnOfATextureIsReadDownwards) {
  Pixels pixels(ImTextureFormat_RGBA32, 1, 2, {11, 0, 0, 255, 22, 0, 0, 255});
  Scene scene(1, 2);
  scene.command(ImVec4(0, 0, 1, 2), &pixels.texture);
  scene.triangle({0, 0, white, 0.5F, 0}, {4, 0, white, 0.5F, 0}, {0, 4, white, 0.5F, 2});
  EXPECT_EQ(red_at(scene.picture(), 0, 0), 11);
  EXPECT_EQ(red_at(scene.picture(), 0, 1), 22);
}

TEST(RasterTest, OneTexelColoursTheWholeShape) {
  Pixels pixels(ImTextureFormat_RGBA32, 2, 1, {0, 0, 0, 0, 255, 100, 0, 255});
  Scene scene(2, 2);
  scene.command(ImVec4(0, 0, 2, 2), &pixels.texture);
  scene.triangle({0, 0, white, 0.75F, 0.5F}, {4, 0, white, 0.75F, 0.5F}, {0, 4, white, 0.75F, 0.5F});
  EXPECT_EQ(pixel_at(scene.picture(), 1, 1), (std::vector{255, 100, 0, 255}));
}

TEST(RasterTest, AShapeBeyondAllMeasureCoversThePicture) {
  constexpr float most = std::numeric_limits<float>::max();
  Scene scene(3, 2);
  scene.command(ImVec4(-most, -most, most, most));
  scene.rectangle(-most, -most, most, most, half_black);
  EXPECT_EQ(art(scene.picture()), (Art{"###", "###"}));
  EXPECT_EQ(red_at(scene.picture(), 1, 1), once);
}

TEST(RasterTest, PlacesThatAreNoNumbersDoNoHarm) {
  constexpr float none = std::numeric_limits<float>::quiet_NaN();
  Pixels pixels(ImTextureFormat_RGBA32, 2, 1, {0, 0, 0, 0, 255, 100, 0, 255});
  Scene scene(3, 2);
  scene.command(ImVec4(0, 0, 3, 2), &pixels.texture);
  scene.triangle({none, 0, white, none, 0}, {3, none, black, 0, none}, {0, 2, white, 1, 1});
  EXPECT_EQ(scene.picture().rgba.size(), 24u);
}

class TextureRequestTest : public ::testing::Test {
 protected:
  TextureRequestTest() {
    data.Textures = &textures;
    textures.push_back(&texture);
    texture.UniqueID = 3;
    texture.Create(ImTextureFormat_RGBA32, 1, 1);
  }

  ImTextureData texture;
  ImVector<ImTextureData*> textures;
  ImDrawData data;
};

TEST_F(TextureRequestTest, CreatedTexturesGetAnIdAndUpdatesKeepIt) {
  update_textures(data);
  EXPECT_EQ(texture.Status, ImTextureStatus_OK);
  const ImTextureID id = texture.GetTexID();
  EXPECT_NE(id, ImTextureID_Invalid);
  texture.SetStatus(ImTextureStatus_WantUpdates);
  update_textures(data);
  EXPECT_EQ(texture.Status, ImTextureStatus_OK);
  EXPECT_EQ(texture.GetTexID(), id);
}

TEST_F(TextureRequestTest, TwoTexturesHaveTwoIds) {
  ImTextureData other;
  other.UniqueID = 4;
  other.Create(ImTextureFormat_Alpha8, 1, 1);
  textures.push_back(&other);
  update_textures(data);
  EXPECT_NE(texture.GetTexID(), other.GetTexID());
}

TEST_F(TextureRequestTest, ATextureIsDestroyedOnceItIsUnused) {
  update_textures(data);
  texture.SetStatus(ImTextureStatus_WantDestroy);
  update_textures(data);
  EXPECT_EQ(texture.Status, ImTextureStatus_WantDestroy);
  texture.UnusedFrames = 1;
  update_textures(data);
  EXPECT_EQ(texture.Status, ImTextureStatus_Destroyed);
  EXPECT_EQ(texture.GetTexID(), ImTextureID_Invalid);
}

TEST_F(TextureRequestTest, WithoutAListThereIsNothingToDo) {
  data.Textures = nullptr;
  update_textures(data);
  EXPECT_EQ(texture.Status, ImTextureStatus_WantCreate);
}

}  // namespace
}  // namespace picker::ui
