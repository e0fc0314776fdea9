/** What the window remembers. */
@NullMarked
package io.facet.app.ui.settings;

import org.jspecify.annotations.NullMarked;
