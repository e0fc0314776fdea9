/** The page of models: the catalogue, its files, and how fast they are. */
@NullMarked
package io.facet.app.ui.models;

import org.jspecify.annotations.NullMarked;
