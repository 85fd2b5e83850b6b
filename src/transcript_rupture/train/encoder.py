"""The network that is fine-tuned: a small encoder, two means, one linear layer."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import torch
from transformers import AutoConfig, AutoModel

from transcript_rupture.classify.labels import label_names


class TurnEncoder(torch.nn.Module):
    """Logits of a turn in its context.

    The mean over everything says what is going on, the mean over the turn itself what
    this person does in it.
    """

    def __init__(self, base: str | Path, *, pretrained: bool = True) -> None:
        super().__init__()
        # Eager attention is what exports to plain ONNX operators.
        load = AutoModel.from_pretrained if pretrained else _untrained
        encoder: Any = load(str(base), attn_implementation="eager")
        self.encoder = encoder
        width = int(encoder.config.hidden_size)
        self.dropout = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(2 * width, len(label_names()))

    def forward(
        self,
        input_ids: torch.Tensor,
        attention_mask: torch.Tensor,
        token_type_ids: torch.Tensor,
    ) -> torch.Tensor:
        """Logits, shape (batch, labels)."""
        hidden = self.encoder(
            input_ids=input_ids,
            attention_mask=attention_mask,
            token_type_ids=token_type_ids,
        ).last_hidden_state
        both = torch.cat(
            [_mean(hidden, attention_mask), _mean(hidden, token_type_ids)], dim=-1
        )
        return cast("torch.Tensor", self.head(self.dropout(both)))

    def freeze(self, layers: int) -> None:
        """Keep the embeddings and so many of the lowest layers as they came.

        Rare words would be moved by the few turns they occur in; and a table this large
        costs more to step than all layers together.
        """
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:layers]):
            part.requires_grad_(requires_grad=False)


def _mean(hidden: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    weight = mask.unsqueeze(-1).to(hidden.dtype)
    return (hidden * weight).sum(1) / weight.sum(1).clamp(min=1)


def _untrained(base: str, *, attn_implementation: str) -> torch.nn.Module:
    config = AutoConfig.from_pretrained(base)
    model: torch.nn.Module = AutoModel.from_config(  # type: ignore[no-untyped-call]
        config, attn_implementation=attn_implementation
    )
    return model
