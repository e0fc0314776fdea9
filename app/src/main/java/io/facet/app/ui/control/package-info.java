/** Controls that several pages use and that no library has in this form. */
@NullMarked
package io.facet.app.ui.control;

import org.jspecify.annotations.NullMarked;
