/** What all pages of the window share. */
@NullMarked
package io.facet.app.ui.common;

import org.jspecify.annotations.NullMarked;
