@NullMarked
package io.facet.app.ui.common;

import org.jspecify.annotations.NullMarked;
