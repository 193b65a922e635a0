// What the faces ask of the page that they are drawn in.
#pragma once

#include "box.h"

#include <string>

namespace picker::ui {

enum class PageCall {
  edit,          // open the page's own input of field `text` over `box`
  copy_link,     // put the link on the clipboard
  switch_theme,  // light to dark or back
  show_table,    // leave the canvas for the form and table
  open_address,  // open the address `text` in another tab
  download_csv,  // save the table of the tab that is open as a file
};

// What only the page can do.
struct PageRequest {
  PageCall call = PageCall::edit;
  std::string text;
  Box box;
};

}  // namespace picker::ui
