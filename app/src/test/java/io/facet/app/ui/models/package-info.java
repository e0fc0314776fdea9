/** The page of models. */
@NullMarked
package io.facet.app.ui.models;

import org.jspecify.annotations.NullMarked;
